"""Starts that are found where a function has no value at the usual one."""

import math
from collections.abc import Mapping

import pytest
from tests.oracles.comparisons import answer

from ravine.vocabulary.problems import Problems

HALF = {"expression": "log(x) + y^2", "x": [-2, 2], "y": [-2, 2]}
# Of the samples, 2/15 apart, it has a value at x = 2/15 alone, between 0.133333 and 0.133334.
STRIP = {"expression": "sqrt(0.133334 - x) + sqrt(x - 0.133333) + y^2"}
ODD = {"expression": "sqrt(x - 1.123) + y^2", "x": [-0.87654321, 1.12345678], "y": [-1, 1]}


def found(surface: Mapping[str, object]) -> tuple[float, float]:
    x, y = answer(surface=surface, optimizers=["adam"], steps=2)["protocol"]["start"]
    return x, y


def test_a_found_start_reads_well() -> None:
    x, y = found(HALF)
    assert 0 < x <= 0.2
    assert math.isfinite(math.log(x))
    assert max(len(repr(x)), len(repr(y))) <= 4


def test_it_has_a_value_where_few_digits_have_none() -> None:
    x, _ = found(STRIP)
    assert 0.133333 <= x <= 0.133334
    assert len(repr(x)) <= 9


def test_it_stays_in_the_drawn_region() -> None:
    x, _ = found(ODD)
    assert 1.123 <= x <= 1.12345678


def test_the_start_that_a_refusal_names_has_a_value() -> None:
    with pytest.raises(Problems) as refused:
        answer(surface=STRIP, start=(-1, 0), optimizers=["adam"], steps=2)
    remedy = refused.value.problems[0].remedy
    x = float(remedy.split("(")[1].split(",")[0])
    assert 0.133333 <= x <= 0.133334
