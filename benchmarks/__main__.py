"""Measure everything and print one table."""

import argparse
import os
import platform

import torch

from benchmarks import over_http, paths, training
from benchmarks.table import show
from benchmarks.timing import Effort
from ravine.workers.jax_setup import set_up


def main() -> None:
    """Run the benchmarks; `--smoke` only shows that they run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="few steps, one repeat, no meaning")
    smoke = parser.parse_args().smoke
    effort = Effort(repeats=1, scale=0.02) if smoke else Effort()
    set_up()
    lines = [*paths.lines(effort), *training.lines(effort), *over_http.lines(effort)]
    show(
        lines,
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"PyTorch {torch.__version__} with its faster of one or all threads, and of foreach on or "
        f"off. Best of {effort.repeats} repeats; for the share of statistics, and for warm starts, "
        "the median. One process, one core for Ravine's loops.",
    )


if __name__ == "__main__":
    main()
