"""Ravine's paths beside PyTorch's."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from tests.oracles.comparisons import answer, points_of
from tests.oracles.descent import differences
from tests.references.store import Reference, load
from tests.references.translate import to_ravine


@dataclass(frozen=True)
class TorchAgreement:
    """How a run compares with PyTorch's.

    Args:
        surface: the surface's name.
        optimizer: the optimizer's name.
        rows: rows compared: those in which PyTorch's path and its twin are one.
        difference: the largest relative difference in them.
    """

    surface: str
    optimizer: str
    rows: int
    difference: float


@lru_cache
def stored_paths() -> Reference:
    """PyTorch's paths."""
    return load("paths")


@lru_cache
def torch_agreements() -> tuple[TorchAgreement, ...]:
    """Every stored path against Ravine's, all optimizers of a surface in one comparison."""
    runs = stored_paths().facts["runs"]
    surfaces = dict.fromkeys(run["surface"] for run in runs)
    return tuple(
        _agreement(run, ours)
        for surface in surfaces
        for run, ours in _both(surface, [run for run in runs if run["surface"] == surface])
    )


def _both(surface: str, runs: list[Any]) -> list[tuple[Any, np.ndarray]]:
    optimizers = [
        {"name": run["optimizer"], "params": to_ravine(run["optimizer"], run["arguments"])}
        for run in runs
    ]
    steps = stored_paths().facts["steps"]
    answered = answer(surface=surface, start=runs[0]["start"], steps=steps, optimizers=optimizers)
    return [(run, points_of(ours)) for run, ours in zip(runs, answered["runs"], strict=True)]


def _agreement(run: Any, ours: np.ndarray) -> TorchAgreement:
    theirs = stored_paths().arrays[f"{run['surface']}.{run['optimizer']}"]
    with np.errstate(invalid="ignore"):
        apart = differences(ours, theirs)[: run["steady"]]
    return TorchAgreement(run["surface"], run["optimizer"], len(apart), float(apart.max()))
