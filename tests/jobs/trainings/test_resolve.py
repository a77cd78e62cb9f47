"""Training requests: what is filled in and planned, and what is refused."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from ravine.datasets import DATASETS, prepare
from ravine.jobs.trainings.plans import TrainPlan
from ravine.jobs.trainings.resolve import resolve_experiment, resolve_run
from ravine.vocabulary.problems import Problems
from ravine.wire import limits
from ravine.wire.training import ExperimentRequest, RunRequest


def run(**request: Any) -> TrainPlan:
    return resolve_run(RunRequest.model_validate(request))


def experiment(*runs: dict[str, Any]) -> list[TrainPlan]:
    return resolve_experiment(ExperimentRequest.model_validate({"runs": runs}))


def test_settings_are_complete() -> None:
    settings = run().settings
    assert settings.label == "A"
    params = {"hidden": (64, 64), "normalization": "none", "dropout": 0.0}
    assert settings.model.model_dump() == {"name": "mlp", "params": params}
    assert settings.dataset.params == DATASETS["digits"].fill()


def test_layers_are_planned() -> None:
    plan = run(model={"name": "mlp", "params": {"hidden": [16, 8]}}, dataset="moons").plan
    assert [tuple(layer.model_dump().values()) for layer in plan.layers] == [
        ("hidden1", "hidden 1", "dense", 2, 16, 48),
        ("hidden2", "hidden 2", "dense", 16, 8, 136),
        ("output", "output", "dense", 8, 2, 18),
    ]
    assert plan.parameters == 202


def test_no_hidden_layer_is_softmax_regression() -> None:
    plan = run(model={"name": "mlp", "params": {"hidden": []}}).plan
    assert [layer.name for layer in plan.layers] == ["output"]


@pytest.mark.parametrize("name", DATASETS)
def test_the_planned_sizes_are_the_datas(name: str) -> None:
    plan = run(dataset=name).plan
    data = prepare(DATASETS[name], DATASETS[name].fill())
    assert plan.train_examples == len(data.train.y)
    assert plan.validation_examples == len(data.validation.y)
    assert plan.layers[0].inputs == data.train.x.shape[1]
    labels = data.train.y.dtype == np.int32
    assert plan.layers[-1].units == (len(set(data.train.y.tolist())) if labels else 1)


def test_steps_cover_the_epochs() -> None:
    settled = run(batch_size=100, epochs=3)
    plan = settled.plan
    assert plan.train_examples == 1437
    assert plan.steps == 44  # 43.11 batches, rounded up
    assert plan.steps_per_epoch == 14.37
    assert settled.settings.epochs == 3


def test_snapshots_are_about_a_hundred() -> None:
    for epochs in (1, 10, 1000):
        plan = run(epochs=epochs).plan
        assert plan.steps / plan.snapshot_every <= 60


def test_default_labels_are_letters_around_given_ones() -> None:
    resolved = experiment({}, {"label": "A"}, {}, {"label": "mine"}, {})
    assert [plan.settings.label for plan in resolved] == ["B", "A", "C", "mine", "D"]


@pytest.mark.parametrize(
    ("request_", "pointer", "words"),
    [
        ({"dataset": "digit"}, "/dataset/name", "Did you mean 'digits'?"),
        ({"initializer": "he"}, "/initializer/name", "he_"),
        (
            {"model": {"name": "mlp", "params": {"hidden": [0]}}},
            "/model/params/hidden",
            "from 1 to 512",
        ),
        (
            {"activation": {"name": "leaky_relu", "params": {"negative_slope": 2}}},
            "/activation/params/negative_slope",
            "from 0 to 1",
        ),
        ({"batch_size": 1438}, "/batch_size", "up to 1437, which is full batch"),
        ({"batch_size": 1, "epochs": 100_000}, "/epochs", "Give up to 695 epochs"),
    ],
)
def test_refused(request_: dict[str, Any], pointer: str, words: str) -> None:
    with pytest.raises(Problems) as refusal:
        experiment({}, request_)
    (problem,) = refusal.value.problems
    assert problem.pointer == f"/runs/1{pointer}"
    assert words in problem.remedy


def test_the_remedy_for_too_many_epochs_is_accepted() -> None:
    plan = run(batch_size=1, epochs=695).plan
    assert plan.steps <= limits.MAX_TRAINING_STEPS


def test_duplicate_labels_are_refused() -> None:
    with pytest.raises(Problems, match="/runs/1/label: The label 'a' stands twice"):
        experiment({"label": "a"}, {"label": "a"})


@pytest.mark.parametrize(
    "request_",
    [
        {"batch_size": 0},
        {"batch_size": limits.MAX_BATCH + 1},
        {"epochs": 0},
        {"seed": -1},
        {"seed": 2**31},
        {"clip_norm": 0},
        {"clip_norm": float("inf")},
        {"learning_rate": 0.1},
        {"label": ""},
    ],
)
def test_malformed_requests_do_not_validate(request_: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        run(**request_)


@pytest.mark.parametrize("count", [0, limits.MAX_RUNS + 1])
def test_the_number_of_runs_is_bounded(count: int) -> None:
    with pytest.raises(ValidationError):
        experiment(*[{}] * count)
