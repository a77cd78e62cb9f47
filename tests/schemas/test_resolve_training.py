"""Training requests: what is filled in and planned, and what is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from ravine.core.problems import Problems
from ravine.datasets import DATASETS, prepare
from ravine.schemas import limits
from ravine.schemas.resolve_training import resolve_experiment, resolve_run
from ravine.schemas.training import ExperimentRequest, RunRequest, RunSettings


def run(**request: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    return resolve_run(RunRequest.model_validate(request))


def experiment(*runs: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return resolve_experiment(ExperimentRequest.model_validate({"runs": runs}))


def test_settings_are_complete() -> None:
    settings, _ = run()
    assert RunSettings.model_validate(settings).model_dump() == settings | {
        "model": {"name": "mlp", "params": {"hidden": [64, 64]}}
    }
    assert settings["dataset"]["params"] == DATASETS["digits"].fill()


def test_layers_are_planned() -> None:
    _, plan = run(model={"name": "mlp", "params": {"hidden": [16, 8]}}, dataset="moons")
    assert plan["layers"] == [
        {"name": "hidden 1", "inputs": 2, "units": 16, "parameters": 48},
        {"name": "hidden 2", "inputs": 16, "units": 8, "parameters": 136},
        {"name": "output", "inputs": 8, "units": 2, "parameters": 18},
    ]
    assert plan["parameters"] == 202


def test_no_hidden_layer_is_softmax_regression() -> None:
    _, plan = run(model={"name": "mlp", "params": {"hidden": []}})
    assert [layer["name"] for layer in plan["layers"]] == ["output"]


@pytest.mark.parametrize("name", DATASETS)
def test_the_planned_sizes_are_the_datas(name: str) -> None:
    _, plan = run(dataset=name)
    data = prepare(DATASETS[name], DATASETS[name].fill())
    assert plan["train_examples"] == len(data.train.y)
    assert plan["validation_examples"] == len(data.validation.y)
    assert plan["layers"][0]["inputs"] == data.train.x.shape[1]
    assert plan["layers"][-1]["units"] == len(set(data.train.y.tolist()))


def test_steps_cover_the_epochs() -> None:
    settings, plan = run(batch_size=100, epochs=3)
    assert plan["train_examples"] == 1437
    assert plan["steps"] == 44  # 43.11 batches, rounded up
    assert plan["steps_per_epoch"] == 14.37
    assert settings["epochs"] == 3


def test_snapshots_are_about_a_hundred() -> None:
    for epochs in (1, 10, 1000):
        _, plan = run(epochs=epochs)
        assert plan["steps"] / plan["snapshot_every"] <= 60


def test_default_labels_are_letters_around_given_ones() -> None:
    resolved = experiment({}, {"label": "A"}, {}, {"label": "mine"}, {})
    assert [settings["label"] for settings, _ in resolved] == ["B", "A", "C", "mine", "D"]


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
    _, plan = run(batch_size=1, epochs=695)
    assert plan["steps"] <= limits.MAX_TRAINING_STEPS


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
