import csv
import doctest
import io
import json
import math
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest

import ravine
import ravine.python.compare
from ravine.jobs.landscapes.compare import compare as run_task
from ravine.jobs.landscapes.plans import ComparePlan
from ravine.readings.descents import Status

TOO_FAST = "gradient_descent:learning_rate=10,label=too fast"


def bowl(x: Any, y: Any) -> Any:
    """A bowl with its bottom at (1, -2)."""
    return (x - 1) ** 2 + 3 * (y + 2) ** 2


def test_a_comparison_holds_what_the_task_answers() -> None:
    result = ravine.compare("rosenbrock", ["momentum"], start=(-1.5, 2.0), steps=50)
    drawn = {"x": (-2, 2), "y": (-1, 3), "start": (-1.5, 2.0)}
    plan = {
        "surface": {"name": "rosenbrock", "params": {"a": 1.0, "b": 100.0}, **drawn},
        "start": [-1.5, 2.0],
        "start_given": True,
        "steps": 50,
        "seed": 0,
        "noise": 0.0,
        "optimizers": [
            {
                **result.runs[0].optimizer.model_dump(),
                "label": "Momentum",
                "rate_chosen": "default",
            }
        ],
    }
    expected = run_task(ComparePlan.model_validate(plan))["runs"][0]
    run = result["Momentum"]
    np.testing.assert_array_equal(run.loss, expected["loss"])
    np.testing.assert_array_equal(run.state["trace"]["x"], expected["state"]["trace"]["x"])
    assert len(run.x) == len(run.gradient_norm) == 51
    assert len(run.learning_rate) == 50
    assert run.gradient_evaluations == 50
    assert result.protocol.steps == 50


def test_optimizers_are_given_in_words_or_in_full() -> None:
    full = {
        "name": "adam",
        "params": {"learning_rate": 0.05},
        "label": "decaying",
        "schedule": {"name": "step_decay", "params": {"every": 10}},
    }
    result = ravine.compare(
        {"name": "quadratic", "params": {"condition": 50}},
        ["adam", "adam:learning_rate=0.05,b1=0.8", full],
        steps=20,
    )
    assert [run.label for run in result.runs] == ["Adam", "Adam 2", "decaying"]
    assert result.runs[1].optimizer.params["b1"] == 0.8
    assert result.runs[2].learning_rate[-1] == pytest.approx(0.025)
    assert result.surface.params["condition"] == 50


def test_a_python_function_descends_to_its_minimum() -> None:
    result = ravine.compare(
        bowl, ["momentum:learning_rate=0.05"], x=(-4, 4), y=(-4, 4), start=(3, 3), steps=400
    )
    run = result.runs[0]
    assert run.outcome.status is Status.CONVERGED
    np.testing.assert_allclose([run.x[-1], run.y[-1]], [1, -2], atol=1e-6)
    assert run.loss[0] == bowl(3, 3)
    assert result.surface.title == "bowl"
    assert result.surface.domain.x == (-4, 4)
    drawing = result.draw()
    np.testing.assert_allclose(drawing.z, bowl(drawing.x[None, :], drawing.y[:, None]))


def test_a_function_of_single_numbers_can_be_drawn() -> None:
    def norm(x: Any, y: Any) -> Any:
        return jnp.linalg.norm(jnp.stack([x, y])) ** 2

    drawing = ravine.compare(norm, ["adam"], steps=2).draw()
    np.testing.assert_allclose(drawing.z, drawing.x[None, :] ** 2 + drawing.y[:, None] ** 2)


def test_noise_is_the_same_for_the_same_seed() -> None:
    def last(seed: int) -> float:
        result = ravine.compare("himmelblau", ["adam"], steps=30, noise=1.0, seed=seed)
        return float(result.runs[0].loss[-1])

    assert last(1) == last(1)
    assert last(1) != last(2)


def test_what_is_not_finite_stays_in_arrays_and_is_named_in_json() -> None:
    result = ravine.compare("rosenbrock", [TOO_FAST], steps=100)
    run = result["too fast"]
    assert run.loss[-1] == math.inf
    assert run.outcome.status is Status.DIVERGED
    said = result.to_dict()["runs"][0]
    assert said["loss"][-1] is None
    assert said["nonfinite"]["loss"] == {str(len(run.loss) - 1): "inf"}
    again = ravine.Comparison.from_answer(result.to_dict(), result.draw)
    np.testing.assert_array_equal(again.runs[0].loss, run.loss)
    assert again.runs[0].outcome == run.outcome
    json.loads(result.to_json(), parse_constant=pytest.fail)


def test_csv_reads_back_as_the_same_numbers(tmp_path: Path) -> None:
    result = ravine.compare("rosenbrock", ["momentum", "adam", TOO_FAST], steps=10)
    result.to_csv(tmp_path / "paths.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "paths.csv").read_text())))
    adam = [row for row in rows if row["label"] == "Adam"]
    np.testing.assert_array_equal([float(row["loss"]) for row in adam], result["Adam"].loss)
    np.testing.assert_array_equal(
        [float(row["nu.x"]) for row in adam], result["Adam"].state["nu"]["x"]
    )
    assert adam[0]["learning_rate"] == adam[0]["step_length"] == ""
    rates = [float(row["learning_rate"]) for row in adam[1:]]
    np.testing.assert_array_equal(rates, result["Adam"].learning_rate)
    assert adam[0]["trace.x"] == ""
    assert [row["loss"] for row in rows if row["label"] == "too fast"][-1] == "inf"


def test_a_figure_shows_every_path_on_the_contours(tmp_path: Path) -> None:
    result = ravine.compare("rosenbrock", ["momentum", "adam", TOO_FAST], steps=60)
    figure = result.figure()
    assert figure.data[0].type == "contour"
    shown = {trace.name: trace for trace in figure.data if trace.name is not None}
    assert set(shown) == {"Momentum", "Adam", "too fast", "minimum"}
    np.testing.assert_array_equal(shown["Adam"].x, result["Adam"].x)
    assert np.isfinite(shown["too fast"].x.astype(float)).all()
    assert len({shown[run.label].line.dash for run in result.runs}) == 3
    relief = np.asarray(figure.data[0].z, float)
    assert np.isfinite(relief).all()
    page = result.to_html(tmp_path / "race.html")
    assert "<html" in page
    assert 'src="http' not in page


@pytest.mark.parametrize(
    ("arguments", "pointer", "remedy"),
    [
        ({"surface": "rosenbork"}, "/surface/name", "Did you mean 'rosenbrock'?"),
        ({"optimizers": ["adm"]}, "/optimizers/0/name", "Did you mean 'adam'?"),
        ({"optimizers": ["adam:b1=2"]}, "/optimizers/0/params/b1", "from 0 to 1"),
        ({"optimizers": ["adam:b1"]}, "/optimizers/0/params", "name=value"),
        ({"optimizers": []}, "/optimizers", "at least 1"),
        ({"optimizers": ["adam:label=a", "adam:label=a"]}, "/optimizers/1/label", "its own"),
        ({"steps": 0}, "/steps", "at least 1"),
        ({"steps": 10**9}, "/steps", "at most"),
        ({"start": (math.nan, 0)}, "/start/0", "finite"),
        ({"start": (1, 2, 3)}, "/start", "at most 2"),
        ({"x": (0, 1)}, "/surface/x", "Leave the range out"),
        ({"surface": bowl, "x": (1, 0)}, "/surface/x", "lower one first"),
        ({"surface": lambda x, y: math.sin(x) + y}, "/surface", "jax.numpy"),
        ({"surface": lambda x, y: jnp.stack([x, y])}, "/surface", "Return f(x, y)."),
        ({"surface": lambda x: x}, "/surface", "jax.numpy"),
    ],
)
def test_bad_arguments_are_problems_with_a_remedy(
    arguments: dict[str, Any], pointer: str, remedy: str
) -> None:
    given = {"surface": "rosenbrock", "optimizers": ["adam"], **arguments}
    with pytest.raises(ravine.Problems) as caught:
        ravine.compare(**given)
    found = {problem.pointer: problem.remedy for problem in caught.value.problems}
    assert remedy in found[pointer]


@pytest.mark.parametrize("one", ["adam", {"name": "adam"}])
def test_one_optimizer_in_place_of_a_list_is_told_apart(one: Any) -> None:
    with pytest.raises(ravine.Problems, match=r"/optimizers: .* brackets"):
        ravine.compare("rosenbrock", one)


def test_the_docstring_is_right() -> None:
    assert doctest.testmod(ravine.python.compare).failed == 0
