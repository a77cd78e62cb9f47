"""Timing: the best of several repeats, after a first one that is not counted."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """How long to measure.

    Args:
        repeats: how often each job is timed.
        scale: share of the usual number of steps; below 1 for a smoke run.
    """

    repeats: int = 5
    scale: float = 1.0

    def steps(self, usual: int) -> int:
        """The usual number of steps, scaled, at least 20."""
        return max(20, int(usual * self.scale))


def seconds(job: Callable[[], object]) -> float:
    """How long the job takes now."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def best(job: Callable[[], object], repeats: int) -> float:
    """Shortest of several times, in seconds; a first run warms up and is not counted."""
    job()
    return min(seconds(job) for _ in range(repeats))


def median_alternating(jobs: dict[str, Callable[[], object]], repeats: int) -> dict[str, float]:
    """Median time of each job, the jobs taking turns, so that a slow moment meets all of them."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(repeats):
        for name, job in jobs.items():
            times[name].append(seconds(job))
    return {name: statistics.median(found) for name, found in times.items()}
