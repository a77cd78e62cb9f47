"""What is said at a step is what would be said of a run that ends there."""

from typing import Any

import pytest
from tests.oracles.comparisons import answer
from tests.readings.descents.cases import own
from tests.readings.descents.claims import untrue

from ravine.readings.descents.moments import read_steps

STEPS = 300


def runs(steps: int, **request: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(steps=steps, **request)["runs"]
    return found


RACES: list[dict[str, Any]] = [
    {"surface": "rosenbrock", "optimizers": ["momentum", "adam", "rmsprop", "nesterov"]},
    {"surface": "quadratic", "optimizers": ["adam", "adagrad", "momentum"], "noise": 0.3},
    {"surface": own("x^2 - y^2 + y^4"), "start": (1.0, 1e-6), "optimizers": ["adam", "momentum"]},
    {
        "surface": own("log(x) + y^2"),
        "start": (1.0, 1.0),
        "optimizers": ["gradient_descent", "adam"],
    },
]


@pytest.mark.parametrize("race", RACES, ids=[str(race["surface"]) for race in RACES])
def test_a_prefix_says_the_same(race: dict[str, Any]) -> None:
    whole = runs(STEPS, **race)
    kept = min(len(run["loss"]) for run in whole) - 1
    for step in [step for step in read_steps(STEPS).tolist() if 0 < step <= kept]:
        for long, short in zip(whole, runs(step, **race), strict=True):
            (span,) = [
                span for span in long["outcomes"] if span["from_step"] <= step <= span["to_step"]
            ]
            outcome = short["outcome"]
            assert (span["status"], span["sentence"]) == (outcome["status"], outcome["sentence"])


def test_read_steps_do_not_depend_on_the_length() -> None:
    for steps in (1, 5, 10, 11, 100, 999, 50_000):
        found = read_steps(steps).tolist()
        assert found[0] == 0
        assert found[-1] == steps
        assert found == sorted(set(found))
        assert set(found[:-1]) <= set(read_steps(1_000_000).tolist())
        assert len(found) < 128


def test_every_optimizer_tells_the_truth_on_every_surface() -> None:
    """No truth about the end is known here, but every number is."""
    names = ["gradient_descent", "momentum", "nesterov", "adam", "adamw", "adagrad", "adadelta"]
    for surface in ("rosenbrock", "himmelblau", "beale", "rastrigin", "monkey_saddle", "plateau"):
        for run in runs(400, surface=surface, optimizers=[*names, "rmsprop"]):
            for span in run["outcomes"]:
                assert untrue(run, span["sentence"]) == [], (surface, run["label"], span)
