"""The checks shown to users are what is measured now."""

import pytest
from tests.references.check import measured

from ravine.optimizers import OPTIMIZERS
from ravine.optimizers.checks import all_checks, check_of

# Differences are rounding errors and their amplification, which vary between machines.
SLACK, FLOOR = 100.0, 1e-13


def test_every_optimizer_has_a_check() -> None:
    assert list(all_checks()) == list(OPTIMIZERS)
    assert check_of("none such") is None


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_check_is_not_stale(name: str) -> None:
    shown, now = check_of(name), measured()[name]
    assert shown is not None
    assert {**shown, "max_relative_difference": 0} == {**now, "max_relative_difference": 0}
    pair = [max(check["max_relative_difference"], FLOOR) for check in (shown, now)]
    # Otherwise: python -m tests.references.check
    assert max(pair) <= SLACK * min(pair)
    assert max(pair) < 1e-7
