"""PyTorch's settings: it gets whichever is faster for the job at hand."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import torch

from benchmarks.timing import best


def candidates() -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbers of threads, and ways in which its optimizers can loop over tensors."""
    for threads in sorted({1, torch.get_num_threads()}):
        yield threads, {"foreach": False}
        yield threads, {"foreach": True}


def with_better_setting(job: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Set the better number of threads; return the better optimizer arguments.

    Args:
        job: a short piece of the work, given optimizer arguments.
    """
    tried = []
    for threads, arguments in list(candidates()):
        torch.set_num_threads(threads)
        tried.append((best(partial(job, arguments), 3), threads, arguments))
    _, threads, arguments = min(tried, key=lambda one: one[0])
    torch.set_num_threads(threads)
    return arguments
