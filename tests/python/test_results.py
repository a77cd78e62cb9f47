"""What results say of themselves, and when they are equal."""

import math
from typing import Any

import numpy as np
import pytest

import ravine
from ravine.python.arrays import Series
from ravine.python.client import Client
from ravine.python.requests import surface_spec

OPTIMIZERS = ["adam:learning_rate=0.05", "gradient_descent:learning_rate=10,label=too fast"]


@pytest.fixture(scope="module")
def result() -> ravine.Comparison:
    return ravine.compare("rosenbrock", OPTIMIZERS, start=(-1.5, 2.0), steps=50)


def test_a_result_is_shown_as_a_small_table(result: ravine.Comparison) -> None:
    heading, adam, fast = repr(result).splitlines()
    assert heading == "<Comparison on Rosenbrock, 50 steps>"
    assert adam.split()[:2] == ["Adam", result["Adam"].outcome.status.value + ","]
    assert fast.endswith(f"diverged, loss inf at step {len(result[1].loss) - 1}")
    assert repr(result["too fast"]) == f"<Run too fast: {fast.split(maxsplit=2)[2]}>"
    assert repr(result.draw()) == "<Drawing of Rosenbrock: 201 by 201 points>"


def test_a_result_is_a_sequence_of_its_runs(result: ravine.Comparison) -> None:
    assert len(result) == 2
    assert list(result) == list(result.runs)
    assert result[0] is result["Adam"]
    assert result[-1] is result["too fast"]
    with pytest.raises(KeyError):
        result["none"]
    with pytest.raises(IndexError):
        result[2]


def test_equal_results_are_equal(result: ravine.Comparison) -> None:
    again = ravine.compare("rosenbrock", OPTIMIZERS, start=(-1.5, 2.0), steps=50)
    other = ravine.compare("rosenbrock", OPTIMIZERS, start=(-1.5, 2.1), steps=50)
    assert again == result
    assert again.runs[1] == result.runs[1]
    assert again.draw() == result.draw()
    assert other != result
    assert result.runs[0] != result.runs[1]
    assert result != "rosenbrock"
    for thing in (result, result.runs[0], result.draw()):
        with pytest.raises(TypeError, match="unhashable"):
            hash(thing)


def test_series_are_equal_where_both_are_nan() -> None:
    steps = np.array([1, 2])
    one, same = (Series(steps, np.array([1.0, math.nan]), 2) for _ in range(2))
    assert one == same
    assert one != Series(steps, np.array([1.0, 2.0]), 2)
    assert repr(one) == "<Series of 2 values>"


def test_a_server_gives_an_equal_result(client: Client, result: ravine.Comparison) -> None:
    there = client.compare("rosenbrock", OPTIMIZERS, start=(-1.5, 2.0), steps=50)
    assert there == result


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        (lambda x, y: x + y, "A function cannot be sent to a server. Give an expression"),
        (3, "3 is not a surface. Give a name"),
    ],
)
def test_what_is_no_surface_is_told_so(surface: Any, words: str) -> None:
    with pytest.raises(ravine.Problems, match=words):
        surface_spec(surface, None, None)
