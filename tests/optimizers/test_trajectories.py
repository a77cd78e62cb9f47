"""Optimizers on surfaces against plain NumPy, step by step.

One table over the optimizers and one over the surfaces: what an optimizer sees of a surface is
values and gradients, and those have tests of their own.
"""

from itertools import product

import numpy as np
import pytest
from tests.oracles.comparisons import STEPS, agreement, points_of, run_of
from tests.oracles.descent import differences
from tests.oracles.optimizers import RULES
from tests.oracles.settings import SETTINGS
from tests.oracles.surfaces import ORACLES

from ravine.optimizers import OPTIMIZERS
from ravine.surfaces import SURFACES

DEMANDED = 1e-9
# A curved ravine, a bowl whose axes are turned and unequal, and one with many minima.
THREE = ("rosenbrock", "quadratic", "rastrigin")
# One whose step grows with the gradient, and one whose step hardly does.
TWO = ("momentum", "adam")
CASES = [
    *product(THREE, OPTIMIZERS, (0, 1)),
    *((surface, optimizer, 0) for surface in SURFACES if surface not in THREE for optimizer in TWO),
]


def test_every_entry_is_in_a_table_and_has_its_oracle() -> None:
    assert {optimizer for _, optimizer, _ in CASES} == set(OPTIMIZERS)
    assert {surface for surface, _, _ in CASES} == set(SURFACES)
    assert set(SETTINGS) == set(RULES) == set(OPTIMIZERS)
    assert set(ORACLES) == set(SURFACES)


@pytest.mark.parametrize(("surface", "optimizer", "setting"), CASES)
def test_path_equals_the_oracle(surface: str, optimizer: str, setting: int) -> None:
    run = run_of(surface, optimizer, setting)
    found = agreement(surface, run)
    length = len(found.oracle.points)
    assert found.steady >= min(STEPS // 8, length - 1)
    assert len(run["x"]) == length
    assert found.difference < DEMANDED


@pytest.mark.parametrize(("surface", "optimizer", "setting"), CASES)
def test_loss_gradient_and_state_equal_the_oracle(
    surface: str, optimizer: str, setting: int
) -> None:
    run = run_of(surface, optimizer, setting)
    found = agreement(surface, run)
    pairs = [
        (run["loss"], found.oracle.loss),
        (run["gradient_norm"], np.hypot(*found.oracle.gradient.T)),
    ]
    for name, column in found.oracle.state.items():
        pairs += [(run["state"][name]["x"], column[:, 0]), (run["state"][name]["y"], column[:, 1])]
    assert set(run["state"]) == set(found.oracle.state)
    for ours, theirs in pairs:
        finite = np.isfinite(theirs[: found.steady])
        ours, theirs = ours[: found.steady][finite], theirs[: found.steady][finite]
        # Beside a minimum a loss is a difference of nearly equal numbers: relative to its largest.
        assert np.all(np.abs(ours - theirs) <= DEMANDED * np.maximum.accumulate(np.abs(theirs)))


def test_nearly_every_step_is_compared() -> None:
    rows = [agreement(s, run_of(s, o, setting)) for s, o, setting in CASES]
    steady = sum(found.steady for found in rows)
    assert steady > 0.9 * sum(len(found.oracle.points) for found in rows)


@pytest.mark.parametrize(("surface", "optimizer", "setting"), CASES)
def test_sensitivity_agrees_with_the_oracle(surface: str, optimizer: str, setting: int) -> None:
    run = run_of(surface, optimizer, setting)
    found = agreement(surface, run)
    apart = differences(found.twin.points, found.oracle.points)
    worst = np.max(apart[np.isfinite(apart)])
    if worst > 1e-4:
        assert run["outcome"]["sensitive_from"] is not None
    if worst < 1e-8:
        assert run["outcome"]["sensitive_from"] is None


@pytest.mark.parametrize(("surface", "optimizer", "setting"), CASES)
def test_paths_part_only_where_rounding_decides(surface: str, optimizer: str, setting: int) -> None:
    run = run_of(surface, optimizer, setting)
    if run["outcome"]["sensitive_from"] is None:
        oracle = agreement(surface, run).oracle.points
        apart = differences(points_of(run), oracle)
        assert np.max(apart[np.isfinite(apart)]) < 1e-4


@pytest.mark.parametrize("optimizer", ["rmsprop", "adadelta"])
def test_bouncing_in_a_ravine_is_flagged(optimizer: str) -> None:
    run = run_of("rosenbrock", optimizer, 0)
    assert 20 < run["outcome"]["sensitive_from"] <= STEPS
