"""What tasks make of datasets, and how they measure success, by NumPy and by mathematics."""

import re
from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest
from tests.jobs.trainings.runs import planned, trained

from ravine.core.learning import Metric
from ravine.datasets import DATASETS, prepare
from ravine.tasks import TASKS
from ravine.vocabulary.problems import Problems

RANDOM = np.random.default_rng(8)
LINEAR: dict[str, Any] = {
    "dataset": {"name": "digits", "params": {"normalization": "unit_interval"}},
    "task": "reconstruction",
    "batch_size": 64,
    "instruments": ["update_ratio"],
}


def measured(metric: Metric, outputs: np.ndarray, targets: np.ndarray) -> float:
    return float(metric.measure(jnp.asarray(outputs, jnp.float32), jnp.asarray(targets)))


def metric(task: str, name: str) -> Metric:
    return next(one for one in TASKS[task].metrics if one.name == name)


def test_accuracy_is_the_share_of_right_answers() -> None:
    outputs, labels = RANDOM.standard_normal((200, 5)), RANDOM.integers(0, 5, 200)
    right = np.mean(np.argmax(outputs, 1) == labels)
    assert measured(metric("classification", "accuracy"), outputs, labels) == pytest.approx(right)


@pytest.mark.parametrize("shape", [(50,), (50, 6)], ids=["numbers", "vectors"])
def test_errors_of_numbers(shape: tuple[int, ...]) -> None:
    targets = RANDOM.standard_normal(shape).astype(np.float32)
    outputs = 0.7 * targets + 0.4 * RANDOM.standard_normal(shape).astype(np.float32) + 0.1
    flat = outputs.reshape(50, -1)
    error = outputs - targets
    explained = 1 - np.sum(error**2) / np.sum((targets - targets.mean(0)) ** 2)
    assert measured(metric("reconstruction", "r2"), flat, targets) == pytest.approx(explained, 1e-5)
    mean = np.broadcast_to(targets.mean(0), shape).reshape(50, -1)
    assert measured(metric("reconstruction", "r2"), mean, targets) == pytest.approx(0, abs=1e-6)
    root = np.sqrt(np.mean(error**2))
    assert measured(metric("regression", "rmse"), flat, targets) == pytest.approx(root, 1e-5)


def test_a_regression_learns_standard_scores() -> None:
    data = prepare(DATASETS["diabetes"], DATASETS["diabetes"].fill())
    lesson = TASKS["regression"].prepare(data)
    assert lesson.data.train.y.mean() == pytest.approx(0, abs=1e-6)
    assert lesson.data.train.y.std() == pytest.approx(1, 1e-6)
    for part, raw in zip(lesson.data, data, strict=True):
        back = lesson.scale.shift + lesson.scale.size * part.y
        np.testing.assert_allclose(back, raw.y, rtol=1e-5)
    assert data.train.x.mean(0) == pytest.approx(0, abs=1e-5)
    assert data.train.x.std(0) == pytest.approx(1, 1e-4)


def test_the_error_is_in_the_targets_unit() -> None:
    """Of a network of zeros, which gives the training mean: by the data alone."""
    data = prepare(DATASETS["diabetes"], DATASETS["diabetes"].fill())
    _, recorder = trained(dataset="diabetes", initializer="zeros", epochs=1, instruments=[])
    first, mean = recorder.snapshots[0], data.train.y.mean()
    for part, raw in zip(("training", "validation"), data, strict=True):
        assert first[f"{part}_rmse"] == pytest.approx(np.sqrt(np.mean((raw.y - mean) ** 2)), 1e-4)
    assert first["training_r2"] == pytest.approx(0, abs=1e-6)
    plan = planned(dataset="diabetes").plan
    assert (plan.headline.name, plan.headline.unit) == ("rmse", "points")
    (scores,) = (one for one in plan.instruments if one.name == "scores")
    units = {column.name: column.unit for column in scores.columns}
    assert units["validation_rmse"] == "points"
    assert "validation_accuracy" not in units


def test_a_linear_regression_reaches_the_least_squares() -> None:
    """Without a hidden layer, at a small rate and full batch, for long: by the normal equations."""
    data = prepare(DATASETS["diabetes"], DATASETS["diabetes"].fill())
    design = np.column_stack([data.train.x, np.ones(len(data.train.x))]).astype(float)
    solution, *_ = np.linalg.lstsq(design, data.train.y.astype(float), rcond=None)
    best = np.sqrt(np.mean((design @ solution - data.train.y) ** 2))
    _, recorder = trained(
        dataset="diabetes",
        model={"name": "mlp", "params": {"hidden": []}},
        optimizer={"name": "momentum", "params": {"learning_rate": 0.05}},
        batch_size=353,
        epochs=6000,
        instruments=[],
    )
    assert recorder.snapshots[6000]["training_rmse"] == pytest.approx(best, 1e-4)


def test_a_linear_autoencoder_approaches_principal_components() -> None:
    """No linear code of 8 numbers explains more of the training images than 8 components do."""
    data = prepare(DATASETS["digits"], DATASETS["digits"].fill())
    spread = np.linalg.svd(data.train.x - data.train.x.mean(0), compute_uv=False) ** 2
    best = spread[:8].sum() / spread.sum()
    result, recorder = trained(
        **LINEAR,
        model={"name": "linear_autoencoder", "params": {"code": 8}},
        initializer="glorot_normal",
        optimizer={"name": "adam", "params": {"learning_rate": 0.01}},
        epochs=60,
    )
    reached = float(recorder.snapshots[result["step"]]["training_r2"])
    assert best - 0.02 < reached < best + 1e-4
    assert recorder.readings[result["step"]][0].verdict == "Learning."
    assert re.search(r"The RMS error of an input .* \(R² 0\.6\d?\)", result["sentence"])


def test_predictions_are_told_beside_the_true_numbers() -> None:
    data = prepare(DATASETS["diabetes"], DATASETS["diabetes"].fill())
    result, recorder = trained(dataset="diabetes", epochs=4)
    last = recorder.snapshots[result["step"]]
    np.testing.assert_allclose(last["predicted.true"], data.validation.y, rtol=1e-4)
    error = np.sqrt(np.mean((last["predicted.value"] - data.validation.y) ** 2))
    assert last["validation_rmse"] == pytest.approx(error, 1e-4)


def test_reconstructions_are_those_that_are_scored() -> None:
    data = prepare(DATASETS["digits"], DATASETS["digits"].fill())
    result, recorder = trained(dataset="digits", task="reconstruction", epochs=1)
    made = recorder.snapshots[result["step"]]["reconstructions.pixels"]
    assert made.shape == (24, 64)
    error = np.sqrt(np.mean((made - data.validation.x[:24]) ** 2))  # in [0, 1] as they are
    assert error == pytest.approx(recorder.snapshots[result["step"]]["validation_rmse"], rel=0.2)


def test_defaults_follow_from_what_is_chosen() -> None:
    for dataset, task, loss in (
        ("digits", "classification", "cross_entropy"),
        ("moons", "classification", "cross_entropy"),
        ("diabetes", "regression", "squared_error"),
    ):
        settings = planned(dataset=dataset).settings
        assert (settings.task.name, settings.loss.name) == (task, loss)
    rebuilt = planned(dataset="diabetes", task="reconstruction")
    assert rebuilt.settings.loss.name == "squared_error"
    assert rebuilt.plan.layers[-1].units == 10


@pytest.mark.parametrize(
    ("request_", "pointer", "words", "remedy"),
    [
        (
            {"dataset": "diabetes", "task": "classification"},
            "/task/name",
            "'classification' does not go with the data 'diabetes'",
            "These do: regression, reconstruction.",
        ),
        ({"dataset": "moons", "task": "reconstruction"}, "/task/name", "'moons'", "classification"),
        (
            {"dataset": "diabetes", "loss": "cross_entropy"},
            "/loss/name",
            "'cross_entropy' does not go with the task 'regression'",
            "These do: squared_error, absolute_error.",
        ),
        ({"loss": "absolute_error"}, "/loss/name", "'classification'", "cross_entropy"),
        (
            {"task": "reconstruction", "loss": "squared_error"},
            "/loss",
            "no choice",
            "Leave it out.",
        ),
        (
            {"model": "linear_autoencoder"},
            "/model/name",
            "'linear_autoencoder' does not go with the task 'classification'",
            "mlp",
        ),
        (
            {"dataset": "diabetes", "instruments": ["samples"]},
            "/instruments/0/name",
            "it goes with dataset digits and task classification",
            "loss",
        ),
    ],
)
def test_what_does_not_go_together_is_refused_with_what_would(
    request_: dict[str, Any], pointer: str, words: str, remedy: str
) -> None:
    with pytest.raises(Problems) as refusal:
        planned(**request_)
    problem = refusal.value.problems[0]
    assert problem.pointer == pointer
    assert words in problem.message
    assert remedy in problem.remedy


def test_an_unknown_dataset_is_told_alone() -> None:
    with pytest.raises(Problems) as refusal:
        planned(dataset="digit")
    assert [one.pointer for one in refusal.value.problems] == ["/dataset/name"]
