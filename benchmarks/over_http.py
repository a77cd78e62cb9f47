"""A comparison over HTTP, warm; and from a server's start to its first answer."""

import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks import torch_paths
from benchmarks.server import compare, first_answer, served
from benchmarks.table import Line, ratio_line
from benchmarks.timing import Effort, best

STEPS = 1000
FIRST = {
    "surface": "rosenbrock",
    "optimizers": ["gradient_descent", "momentum", "rmsprop", "adam"],
}
WARM_START_GOAL_S = 2.5


def lines(effort: Effort) -> list[Line]:
    """The comparison, and the starts, cold and warm."""
    with TemporaryDirectory() as folder:
        cold = _start(Path(folder))
        warm = statistics.median(_start(Path(folder)) for _ in range(effort.repeats))
        comparison = _comparison(Path(folder), effort)
    return [
        comparison,
        Line("server start to first answer, cold cache", f"{cold:.2f} s", "", "", "none", True),
        Line(
            "server start to first answer, warm cache",
            f"{warm:.2f} s",
            "",
            "",
            f"at most {WARM_START_GOAL_S:g} s",
            warm <= WARM_START_GOAL_S,
        ),
    ]


def _start(folder: Path) -> float:
    began = time.perf_counter()
    with served(folder) as address:
        first_answer(address, FIRST)
        return time.perf_counter() - began


def _comparison(folder: Path, effort: Effort) -> Line:
    steps, how = effort.steps(STEPS), torch_paths.better_setting()
    request = {"surface": "rosenbrock", "steps": steps, "optimizers": [*torch_paths.OPTIMIZERS]}
    with served(folder) as address:
        first_answer(address, request)
        with httpx.Client(base_url=address, timeout=60) as client:
            ours = best(lambda: compare(client, request), 2 * effort.repeats)

    def theirs() -> None:
        for name in torch_paths.OPTIMIZERS:
            torch_paths.descend(name, steps, keep=True, **how)

    spent = best(theirs, max(1, effort.repeats // 2))
    what = f"comparison of 8 optimizers by {steps} steps, Ravine over HTTP with JSON"
    return ratio_line(what, ours * 1e6, spent * 1e6, goal=30)
