"""Measure everything and print one table."""

import argparse
import os
import platform

import torch

from benchmarks import over_http, paths, training, watchers
from benchmarks.table import show
from benchmarks.timing import Effort
from ravine.workers.jax_setup import keep_to_one_thread, set_up


def main() -> None:
    """Run the benchmarks; `--smoke` only shows that they run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="few steps, one repeat, no meaning")
    smoke = parser.parse_args().smoke
    effort = Effort(repeats=1, scale=0.02) if smoke else Effort()
    set_up()
    # As in the workers, whose other setting (OMP_NUM_THREADS) would hold PyTorch back, too.
    keep_to_one_thread()
    lines = [
        *paths.lines(effort),
        *training.lines(effort),
        *over_http.lines(effort),
        *watchers.lines(effort),
    ]
    show(
        "Smoke run: these numbers mean nothing" if smoke else "Ravine against PyTorch eager",
        lines,
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"PyTorch {torch.__version__} with its faster of one or all threads, and of foreach on or "
        f"off. Best of {effort.repeats} repeats; the median for Ravine's trainings and for warm "
        "starts. Ravine computes on one thread.",
    )


if __name__ == "__main__":
    main()
