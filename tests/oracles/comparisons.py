"""Ravine's answers, and how well they agree with the oracles."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from tests.oracles.descent import Job, Path, descend, differences, steady_steps, twin
from tests.oracles.settings import SETTINGS

from ravine.jobs.landscapes.compare import compare
from ravine.jobs.landscapes.resolve import resolve_compare
from ravine.wire.landscape import CompareRequest

STEPS = 200
# The oracle and its twin count as one path within this; 100 times less than what is demanded.
STEADY = 1e-11


def answer(**request: Any) -> dict[str, Any]:
    """The answer of `POST /api/landscape/compare`, computed here."""
    return compare(resolve_compare(CompareRequest(**request)))


@lru_cache
def settings_answer(surface: str, optimizer: str) -> dict[str, Any]:
    """An optimizer under both of its settings on a surface."""
    optimizers = [{"name": optimizer, "params": params} for params in SETTINGS[optimizer]]
    return answer(surface=surface, steps=STEPS, optimizers=optimizers)


def run_of(surface: str, optimizer: str, setting: int) -> dict[str, Any]:
    """One of these runs."""
    run: dict[str, Any] = settings_answer(surface, optimizer)["runs"][setting]
    return run


def points_of(run: dict[str, Any]) -> np.ndarray:
    """The path of an answered run, [n + 1, 2]."""
    return np.stack([run["x"], run["y"]], axis=1)


def job_of(surface: str, run: dict[str, Any]) -> Job:
    """The same job for the oracle."""
    optimizer = run["optimizer"]
    asked = settings_answer(surface, optimizer["name"])
    return Job(
        surface,
        asked["surface"]["params"],
        optimizer["name"],
        optimizer["params"],
        tuple(asked["protocol"]["start"]),
        STEPS,
    )


@dataclass(frozen=True)
class Agreement:
    """How a run compares with its oracle.

    Args:
        oracle: the oracle's path.
        twin: the path of the oracle's twin.
        steady: number of leading rows in which these two are one.
        difference: the largest relative difference of Ravine's path from the oracle's in them.
    """

    oracle: Path
    twin: Path
    steady: int
    difference: float


def agreement(surface: str, run: dict[str, Any]) -> Agreement:
    """Compare one of `settings_answer`'s runs with its oracle."""
    job = job_of(surface, run)
    oracle, moved = descend(job), twin(job)
    steady = steady_steps(oracle.points, moved.points, STEADY)
    with np.errstate(invalid="ignore"):
        apart = differences(points_of(run), oracle.points)[:steady]
    return Agreement(oracle, moved, steady, float(np.max(apart[np.isfinite(apart)])))
