"""Outcomes of real descents."""

from typing import Any

import numpy as np
import pytest
from tests.oracles.comparisons import answer

QUADRATIC = "quadratic"
# The largest curvature is 50: a rate of 2/50 just fails to settle.
EDGE = 0.04


def own(text: str) -> dict[str, Any]:
    return {"expression": text}


def outcome(
    surface: str | dict[str, Any],
    optimizer: str,
    rate: float | None = None,
    steps: int = 500,
    **request: Any,
) -> dict[str, Any]:
    params = {} if rate is None else {"learning_rate": rate}
    run = answer(
        surface=surface, steps=steps, optimizers=[{"name": optimizer, "params": params}], **request
    )["runs"][0]
    found: dict[str, Any] = run["outcome"]
    assert 0 <= found["step"] <= steps
    assert found["sentence"].endswith(".")
    return {**found, "run": run}


@pytest.mark.parametrize(
    ("surface", "optimizer", "rate", "steps", "start"),
    [
        (QUADRATIC, "gradient_descent", 0.039, 500, None),
        (QUADRATIC, "adam", 0.1, 500, None),
        ("rosenbrock", "momentum", 0.001, 2000, None),
        ("himmelblau", "gradient_descent", 0.01, 500, None),
        ("plateau", "adam", 0.05, 500, (-2, -2)),
        (QUADRATIC, "gradient_descent", 0.01, 500, (0.5, -0.3)),
        (own("1e10*(x^2+y^2)"), "gradient_descent", 1e-11, 500, (1, 1)),
        (own("x^2+y^2+1e6"), "gradient_descent", 0.1, 500, (1, 1)),
        # A valley with a level floor: no curvature along it, and no slope.
        (own("x^2"), "gradient_descent", 0.1, 500, (1, 1)),
        (own("x^2-y^2+y^4"), "gradient_descent", 0.1, 500, (1, 1e-3)),
    ],
)
def test_converged(
    surface: str, optimizer: str, rate: float, steps: int, start: tuple[float, float] | None
) -> None:
    found = outcome(surface, optimizer, rate, steps, start=start)
    assert found["status"] == "converged"
    loss = found["run"]["loss"]
    allowed = loss[-1] + 1e-6 * (loss.max() - loss[-1]) + 1e-30
    assert np.all(loss[found["step"] :] <= allowed)
    assert np.all(loss[: found["step"]][-1:] > allowed)


def test_a_local_minimum_is_not_called_the_minimum() -> None:
    found = outcome("rastrigin", "gradient_descent", 0.001)
    assert found["status"] == "converged"
    assert "a local minimum at (-2.985, 2.985)" in found["sentence"]
    assert "the least known loss is 0" in found["sentence"]


def test_the_minimum_is_named() -> None:
    found = outcome("himmelblau", "gradient_descent", 0.01)
    assert "the minimum at (-3.779, -3.283)" in found["sentence"]


@pytest.mark.parametrize(
    ("surface", "optimizer", "rate", "steps"),
    [
        ("rosenbrock", "gradient_descent", 0.001, 500),
        ("beale", "adam", 0.05, 500),
        (QUADRATIC, "gradient_descent", 0.03, 5),
        (QUADRATIC, "gradient_descent", 0.03, 1),
        (own("x"), "gradient_descent", 0.1, 500),
        ("monkey_saddle", "adam", 0.05, 500),
    ],
)
def test_descending(surface: str, optimizer: str, rate: float, steps: int) -> None:
    found = outcome(surface, optimizer, rate, steps)
    assert found["status"] == "descending"
    assert found["step"] == steps


@pytest.mark.parametrize(
    ("surface", "optimizer", "rate", "start"),
    [
        (QUADRATIC, "gradient_descent", EDGE, None),
        (QUADRATIC, "rmsprop", 0.1, None),
        ("rastrigin", "gradient_descent", 0.01, None),
        # A kink: the path jumps over it for ever, though its last point may lie on it.
        (own("abs(x)+abs(y)"), "gradient_descent", 0.1, (1, 1)),
        (own("sqrt(x^2+y^2)"), "gradient_descent", 0.1, (1, 0)),
        (own("abs(x)+abs(y)"), "adam", 0.1, (1, 1)),
    ],
)
def test_oscillating(
    surface: str, optimizer: str, rate: float, start: tuple[float, float] | None
) -> None:
    found = outcome(surface, optimizer, rate, start=start)
    assert found["status"] == "oscillating"
    assert "to and fro" in found["sentence"]


@pytest.mark.parametrize(
    ("surface", "rate", "start", "where"),
    [
        ("plateau", 0.1, (-2, -2), "on a plateau"),
        ("plateau", 0.1, (1e5, 1e5), "on a plateau"),
        (own("3"), 0.1, (1, 1), "on a plateau"),
        (own("x^2-y^2"), 0.1, (1, 0), "at a saddle"),
        (QUADRATIC, 1e-9, None, "on a slope"),
        (QUADRATIC, 0.0, None, "on a slope"),
    ],
)
def test_stalled(surface: str, rate: float, start: tuple[float, float] | None, where: str) -> None:
    found = outcome(surface, "gradient_descent", rate, start=start)
    assert found["status"] == "stalled"
    assert found["sentence"].startswith(f"Stalled {where}:")


def test_creeping_into_a_flat_saddle_is_stalled() -> None:
    found = outcome("monkey_saddle", "gradient_descent", 0.01, 5000, start=(1, 0))
    assert found["sentence"].startswith("Stalled at a saddle:")


@pytest.mark.parametrize(
    ("surface", "rate", "start", "words"),
    [
        ("rosenbrock", 10, None, "left the finite numbers at step 4"),
        (QUADRATIC, 1.02 * EDGE, None, "100 drawn regions away"),
        (QUADRATIC, 1.002 * EDGE, None, "still rising at step 500"),
        ("monkey_saddle", 0.1, None, "falls without bound"),
        (own("x^2-y^2"), 0.1, (1, 1e-3), "100 drawn regions away"),
        (own("log(x)"), 0.1, (1, 1), "where the loss is not a number"),
        (own("log(x)"), 0.1, (-1, 1), "at the start"),
    ],
)
def test_diverged(surface: str, rate: float, start: tuple[float, float] | None, words: str) -> None:
    found = outcome(surface, "gradient_descent", rate, start=start)
    assert found["status"] == "diverged"
    assert words in found["sentence"]


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam", "momentum"])
@pytest.mark.parametrize(
    ("surface", "start"), [("rosenbrock", (1, 1)), (own("x^2+y^2-2.25"), (-1.5, 0))]
)
def test_noise_around_a_start_of_no_loss_is_not_divergence(
    surface: str | dict[str, Any], start: tuple[float, float], optimizer: str
) -> None:
    found = outcome(surface, optimizer, start=start, noise=0.1)
    assert found["status"] != "diverged"


@pytest.mark.parametrize(
    ("surface", "name", "params", "start"),
    [
        ("rosenbrock", "adam", {"b2": 1.0}, None),
        ("rosenbrock", "adam", {"eps": 0.0}, (1, 1)),
        (own("x^65"), "gradient_descent", {}, None),
    ],
)
def test_what_did_not_grow_is_not_said_to_have_grown(
    surface: str | dict[str, Any],
    name: str,
    params: dict[str, float],
    start: tuple[float, float] | None,
) -> None:
    optimizers = [{"name": name, "params": params}]
    found = answer(surface=surface, start=start, steps=50, optimizers=optimizers)["runs"][0]
    assert found["outcome"]["status"] == "diverged"
    assert "step 1 left the finite numbers" in found["outcome"]["sentence"]


def test_an_end_above_the_start_is_not_said_to_descend() -> None:
    found = outcome("rosenbrock", "adagrad", 10)
    assert found["status"] == "descending"
    assert found["run"]["loss"][-1] > found["run"]["loss"][0]
    assert found["sentence"].startswith("Not settled at step 500")


def test_a_path_is_kept_up_to_where_it_leaves_the_finite_numbers() -> None:
    found = outcome("rosenbrock", "gradient_descent", 10)
    run, step = found["run"], found["step"]
    for name in ("x", "y", "loss", "gradient_norm"):
        assert len(run[name]) == step + 1
        assert np.isfinite(run[name][:step]).all()
    assert len(run["learning_rate"]) == step == run["gradient_evaluations"]
    assert not np.isfinite([run["loss"][-1], run["gradient_norm"][-1]]).all()


def test_a_finite_step_across_an_undefined_point_is_told_apart_from_divergence() -> None:
    found = outcome(own("log(x)"), "gradient_descent", 0.1, start=(1, 1))
    assert found["run"]["x"][-1] < 0
    assert np.isnan(found["run"]["loss"][-1])


def test_resting_on_an_unstable_minimum_is_sensitive() -> None:
    """At 0.1 the iteration is unstable: only exact arithmetic rests at the minimum."""
    found = outcome(QUADRATIC, "gradient_descent", 0.1, start=(0.5, -0.3))
    assert found["status"] == "converged"
    assert 0 < found["sensitive_from"] < 60


def test_growing_without_bound_is_not_sensitive() -> None:
    """The twin is far off in numbers, not in proportion to the path."""
    found = outcome("monkey_saddle", "adadelta")
    assert found["status"] == "diverged"
    assert found["sensitive_from"] is None


@pytest.mark.parametrize("factor", ["1e-6*", "1e6*"])
def test_outcome_does_not_depend_on_the_unit_of_the_loss(factor: str) -> None:
    text = "((1-x)^2 + 100*(y-x^2)^2)"
    for steps in (100, 2000):
        plain = outcome(own(text), "adam", 0.05, steps, start=(-1.5, 2))
        scaled = outcome(own(factor + text), "adam", 0.05, steps, start=(-1.5, 2))
        assert scaled["status"] == plain["status"]
