"""The checks shown to users are what is measured now, on a sample of the surfaces."""

import pytest
from tests.optimizers.test_trajectories import THREE
from tests.references.check import measure

from ravine.optimizers import OPTIMIZERS
from ravine.optimizers.checks import all_checks, check_of

# Differences are rounding errors and their amplification, which vary between machines.
SLACK, FLOOR = 100.0, 1e-13


def test_every_optimizer_has_a_check() -> None:
    assert list(all_checks()) == list(OPTIMIZERS)
    assert check_of("none such") is None


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_check_is_not_stale(name: str) -> None:
    shown, now = check_of(name), measure(name, THREE)
    assert shown is not None
    # Otherwise: `make claims`.
    assert {**shown, "max_relative_difference": 0} == {**now, "max_relative_difference": 0}
    # A sample's largest difference is not larger than that of all.
    assert now["max_relative_difference"] <= SLACK * max(shown["max_relative_difference"], FLOOR)
    assert shown["max_relative_difference"] < 1e-7
