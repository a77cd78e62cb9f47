"""A parameter beside `params` is told where it belongs, through every door."""

from typing import Any

import pytest
from typer.testing import CliRunner

from ravine import Problems, compare
from ravine.cli import app
from ravine.python.requests import checked
from ravine.wire.training import ExperimentRequest

RATE = '{"params": {"learning_rate": …}}'


@pytest.mark.parametrize(
    ("arguments", "pointer", "remedy"),
    [
        (
            {"optimizers": [{"name": "adam", "learning_rate": 0.1}]},
            "/optimizers/0/learning_rate",
            f"Put it into params: {RATE}.",
        ),
        (
            {"optimizers": [{"name": "adam", "lr": 0.1}]},
            "/optimizers/0/lr",
            f"Put it into params: {RATE}.",
        ),
        (
            {"optimizers": ["adam"], "surface": {"name": "rosenbrock", "b": 1}},
            "/surface/b",
            'Put it into params: {"params": {"b": …}}.',
        ),
        (
            {
                "optimizers": [
                    {"name": "adam", "schedule": {"name": "step_decay", "every": 10}},
                ]
            },
            "/optimizers/0/schedule/every",
            'Put it into params: {"params": {"every": …}}.',
        ),
        (
            {"optimizers": [{"name": "adam", "colour": "red"}]},
            "/optimizers/0/colour",
            "Remove it, or check its spelling at /docs.",
        ),
    ],
)
def test_in_a_comparison(arguments: dict[str, Any], pointer: str, remedy: str) -> None:
    with pytest.raises(Problems) as refusal:
        compare(**{"surface": "rosenbrock", **arguments})
    (problem,) = refusal.value.problems
    assert (problem.pointer, problem.remedy) == (pointer, remedy)


@pytest.mark.parametrize(
    ("run", "pointer", "remedy"),
    [
        ({"learning_rate": 0.1}, "/runs/0/learning_rate", "Put it into the optimizer's params: "),
        (
            {"optimizer": {"name": "adam", "learning_rate": 0.1}},
            "/runs/0/optimizer/learning_rate",
            "Put it into params: ",
        ),
        (
            {"model": {"name": "mlp", "hidden": [4]}},
            "/runs/0/model/hidden",
            'Put it into params: {"params": {"hidden": …}}.',
        ),
    ],
)
def test_in_an_experiment(run: dict[str, Any], pointer: str, remedy: str) -> None:
    with pytest.raises(Problems) as refusal:
        checked(ExperimentRequest, {"runs": [run]})
    (problem,) = refusal.value.problems
    assert problem.pointer == pointer
    assert problem.remedy.startswith(remedy)


def test_on_the_command_line_and_in_words() -> None:
    ended = CliRunner().invoke(app, ["compare", "--optimizer", "adam:lr=0.1"])
    assert ended.exit_code == 2
    assert "Did you mean 'learning_rate'?" in ended.output
    with pytest.raises(Problems, match="Did you mean 'learning_rate'"):
        compare("rosenbrock", ["adam:lr=0.1"])
