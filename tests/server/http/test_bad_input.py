"""Each wrong request is answered with a problem that names the field and the remedy."""

from typing import Any

import pytest
from tests.server.live import LiveServer

COMPARE = "/api/landscape/compare"
SURFACE = "/api/landscape/surface"
EXPERIMENTS = "/api/experiments"
GOOD: dict[str, Any] = {"surface": "rosenbrock", "optimizers": ["adam"]}
CASES: list[tuple[str, Any, str, str]] = [
    (COMPARE, {**GOOD, "surface": "rosenbrok"}, "/surface/name", "Did you mean 'rosenbrock'"),
    (COMPARE, {**GOOD, "optimizers": ["adma"]}, "/optimizers/0/name", "'adam'"),
    (COMPARE, {**GOOD, "optimizers": []}, "/optimizers", "at least 1"),
    (COMPARE, {"surface": "rosenbrock"}, "/optimizers", "Add it"),
    (COMPARE, {**GOOD, "steps": 0}, "/steps", "at least 1"),
    (COMPARE, {**GOOD, "steps": 1_000_000_000}, "/steps", "at most"),
    (COMPARE, {**GOOD, "steps": "many"}, "/steps", "whole number"),
    (COMPARE, {**GOOD, "steps": 1.5}, "/steps", "whole number"),
    (COMPARE, {**GOOD, "steps": "5"}, "/steps", "whole number"),
    (COMPARE, {**GOOD, "steps": True}, "/steps", "whole number"),
    (COMPARE, {**GOOD, "start": ["1", 0]}, "/start/0", "Give a number"),
    (COMPARE, {**GOOD, "start": [True, 0]}, "/start/0", "Give a number"),
    (COMPARE, {**GOOD, "start": [1e400, 0]}, "", "finite"),
    (COMPARE, {**GOOD, "start": [1e300, 0]}, "/start/0", "at most"),
    (COMPARE, {**GOOD, "start": ["x", 0]}, "/start/0", "Give a number"),
    (COMPARE, {**GOOD, "start": [0]}, "/start/1", "Add it"),
    (COMPARE, {**GOOD, "noise": -1}, "/noise", "at least 0"),
    (COMPARE, {**GOOD, "colour": "red"}, "/colour", "Remove it"),
    (COMPARE, [], "", "object"),
    (COMPARE, {**GOOD, "surface": {"name": "beale", "params": {"o": 1}}}, "/surface/params/o", ""),
    (
        COMPARE,
        {**GOOD, "optimizers": [{"name": "adam", "params": {"learning_rate": -1}}]},
        "/optimizers/0/params/learning_rate",
        "",
    ),
    (
        COMPARE,
        {**GOOD, "optimizers": [{"name": "adam", "params": {"learning_rate": "fast"}}]},
        "/optimizers/0/params/learning_rate",
        "",
    ),
    (
        COMPARE,
        {**GOOD, "optimizers": [{"name": "adam", "label": "x"}, {"name": "adam", "label": "x"}]},
        "/optimizers/1/label",
        "own",
    ),
    (
        COMPARE,
        {**GOOD, "optimizers": [{"name": "adam", "schedule": "stepdecay"}]},
        "/optimizers/0/schedule/name",
        "step_decay",
    ),
    (COMPARE, {**GOOD, "surface": {"expression": "__import__('os')"}}, "/surface/expression", ""),
    (SURFACE, {"surface": "beale", "resolution": 100_000}, "/resolution", "at most"),
    (EXPERIMENTS, {"runs": []}, "/runs", "at least 1"),
    (EXPERIMENTS, {"runs": [{}] * 9}, "/runs", "at most 8"),
    (EXPERIMENTS, {"runs": [{}, {"dataset": "digit"}]}, "/runs/1/dataset/name", "'digits'"),
    (EXPERIMENTS, {"runs": [{"label": "a"}, {"label": "a"}]}, "/runs/1/label", "own"),
    (EXPERIMENTS, {"runs": [{"epochs": 0}]}, "/runs/0/epochs", "at least 1"),
    (EXPERIMENTS, {"runs": [{"clip_norm": 0}]}, "/runs/0/clip_norm", "at least 1e-12"),
    (EXPERIMENTS, {"runs": [{"label": " "}]}, "/runs/0/label", "can be seen"),
    (EXPERIMENTS, {"runs": [{"seed": 2**31}]}, "/runs/0/seed", "at most 2147483647"),
    (EXPERIMENTS, {"runs": [{"batch_size": 4000}]}, "/runs/0/batch_size", "full batch"),
    ("/api/datasets/preview", {"dataset": "moon"}, "/dataset/name", "'moons'"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "pointer", "remedy"), CASES)
def test_the_field_and_the_remedy_are_named(
    server: LiveServer, path: str, body: Any, pointer: str, remedy: str
) -> None:
    before = experiments(server)
    answer = server.http.post(
        path, content=as_json(body), headers={"content-type": "application/json"}
    )
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert answer.status_code == problem["status"] == (400 if remedy == "finite" else 422)
    first = problem["errors"][0]
    assert first["pointer"] == pointer
    assert first["message"]
    assert remedy in first["remedy"]
    assert first["remedy"]
    assert experiments(server) == before, "nothing is half-created"


def experiments(server: LiveServer) -> list[str]:
    """Ids of all there are; what earlier tests have begun may go on meanwhile."""
    listed = server.http.get(EXPERIMENTS).json()["experiments"]
    return [found["id"] for found in listed]


def as_json(body: Any) -> str:
    import json

    return json.dumps(body)  # Writes Infinity, as careless clients do.


def test_everything_wrong_is_said_at_once(server: LiveServer) -> None:
    runs = [{"dataset": "moon"}, {}, {"optimizer": {"name": "adam", "params": {"b1": 7}}}]
    problem = server.http.post(EXPERIMENTS, json={"runs": runs}).json()
    pointers = {error["pointer"] for error in problem["errors"]}
    assert pointers == {"/runs/0/dataset/name", "/runs/2/optimizer/params/b1"}


def test_an_experiment_cannot_be_renamed_to_nothing(server: LiveServer) -> None:
    created = server.http.post(EXPERIMENTS, json={"name": "kept", "runs": [{}]}).json()
    path = f"{EXPERIMENTS}/{created['id']}"
    assert server.http.patch(path, json={"name": "  "}).status_code == 422
    assert server.http.get(path).json()["name"] == "kept"
    assert server.http.patch(path, json={"name": " new "}).json()["name"] == "new"
