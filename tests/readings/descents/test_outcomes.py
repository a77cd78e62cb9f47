"""What outcomes promise beside their words: steps, units, starts without a value."""

from typing import Any

import numpy as np
import pytest
from tests.oracles.comparisons import answer
from tests.readings.descents.cases import own

import ravine
from ravine.vocabulary.problems import Problems

LOGARITHM = own("log(x) + y^2")


def outcome(surface: Any, optimizer: str, steps: int = 500, **request: Any) -> dict[str, Any]:
    name, _, rate = optimizer.partition(" ")
    params = {"learning_rate": float(rate)} if rate else {}
    run = answer(
        surface=surface, steps=steps, optimizers=[{"name": name, "params": params}], **request
    )["runs"][0]
    return {**run["outcome"], "run": run}


def test_a_path_is_kept_up_to_where_it_leaves_the_finite_numbers() -> None:
    found = outcome("rosenbrock", "gradient_descent 10")
    run, step = found["run"], found["step"]
    for name in ("x", "y", "loss", "gradient_norm"):
        assert len(run[name]) == step + 1
        assert np.isfinite(run[name][:step]).all()
    assert len(run["learning_rate"]) == step == run["gradient_evaluations"]
    assert not np.isfinite([run["loss"][-1], run["gradient_norm"][-1]]).all()


@pytest.mark.parametrize(
    ("params", "start"), [({"b2": 1.0}, None), ({"eps": 0.0}, (1, 1))], ids=["b2 = 1", "eps = 0"]
)
def test_what_did_not_grow_is_not_said_to_have_grown(
    params: dict[str, float], start: tuple[float, float] | None
) -> None:
    optimizers = [{"name": "adam", "params": params}]
    run = answer(surface="rosenbrock", start=start, steps=50, optimizers=optimizers)["runs"][0]
    assert run["outcome"]["status"] == "diverged"
    assert "it left the finite numbers at step 1" in run["outcome"]["sentence"]


def test_resting_on_an_unstable_minimum_is_sensitive() -> None:
    """At 0.1 the iteration is unstable: only exact arithmetic rests at the minimum."""
    found = outcome("quadratic", "gradient_descent 0.1", start=(0.5, -0.3))
    assert found["status"] == "converged"
    assert 0 < found["sensitive_from"] < 60


def test_growing_without_bound_is_not_sensitive() -> None:
    """The twin is far off in numbers, not in proportion to the path."""
    found = outcome("monkey_saddle", "adadelta")
    assert found["run"]["loss"][-1] < -1e6
    assert found["sensitive_from"] is None


@pytest.mark.parametrize("factor", ["1e-6*", "1e6*"])
def test_outcome_does_not_depend_on_the_unit_of_the_loss(factor: str) -> None:
    text = "((1-x)^2 + 100*(y-x^2)^2)"
    for steps in (100, 2000):
        plain = outcome(own(text), "adam 0.05", steps, start=(-1.5, 2))
        scaled = outcome(own(factor + text), "adam 0.05", steps, start=(-1.5, 2))
        assert scaled["status"] == plain["status"]


def test_a_start_without_a_value_is_refused_with_one_that_has_one() -> None:
    with pytest.raises(Problems) as refused:
        outcome(LOGARITHM, "adam", 5, start=(-1, 1))
    (problem,) = refused.value.problems
    assert problem.pointer == "/start"
    assert problem.message == "The function is not a number at the start (-1, 1)."
    assert problem.remedy == "Start where it has a value, at (0.13, 1.07) for instance."
    assert outcome(LOGARITHM, "adam", 5, start=(0.133, 1.07))["run"]["loss"][0] < 0


def test_an_infinite_start_is_refused_too() -> None:
    with pytest.raises(Problems, match="infinite at the start"):
        outcome(own("1/(x^2 + y^2)"), "adam", 5, start=(0, 0))


def test_a_function_without_any_value_is_refused() -> None:
    with pytest.raises(Problems, match="at any sample of the drawn region"):
        outcome(own("sqrt(-1 - x^2)"), "adam", 5)


def test_a_start_that_nobody_gave_is_moved_to_where_there_is_a_value() -> None:
    run = outcome(LOGARITHM, "gradient_descent 0.01", 5)["run"]
    assert run["x"][0] > 0
    assert np.isfinite(run["loss"][0])


def test_python_functions_are_checked_alike() -> None:
    with pytest.raises(Problems, match="/start: The function is not a number"):
        ravine.compare(lambda x, y: (x - 5) ** 0.5 + y, ["adam"], start=(0, 0), steps=5)


@pytest.mark.parametrize("steps", [1, 3, 10])
def test_a_few_steps_do_not_tell_noise_from_descent(steps: int) -> None:
    """At (1, 1) the gradient of x^2 + y^2 is 2.8 long, and noise of 1 adds 1.4 to it."""
    found = outcome(own("x^2 + y^2"), "gradient_descent 0.001", steps, start=(1, 1), noise=1.0)
    assert found["status"] == "descending"
    assert found["run"]["loss"][-1] < found["run"]["loss"][0]
