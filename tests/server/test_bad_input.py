"""Each wrong request is answered with a problem that names the field and the remedy."""

import socket
import time
from collections.abc import Iterator
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
    before = server.http.get(EXPERIMENTS).json()
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
    assert server.http.get(EXPERIMENTS).json() == before, "nothing is half-created"


def as_json(body: Any) -> str:
    import json

    return json.dumps(body)  # Writes Infinity, as careless clients do.


def test_everything_wrong_is_said_at_once(server: LiveServer) -> None:
    runs = [{"dataset": "moon"}, {}, {"optimizer": {"name": "adam", "params": {"b1": 7}}}]
    problem = server.http.post(EXPERIMENTS, json={"runs": runs}).json()
    pointers = {error["pointer"] for error in problem["errors"]}
    assert pointers == {"/runs/0/dataset/name", "/runs/2/optimizer/params/b1"}


@pytest.mark.parametrize("body", [b"{", b"nonsense", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000])
def test_what_is_not_json_is_refused(server: LiveServer, body: bytes) -> None:
    answer = server.http.post(COMPARE, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed-json")


@pytest.mark.parametrize("declared", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_media_types_are_refused(server: LiveServer, declared: str) -> None:
    answer = server.http.post(COMPARE, content=b"{}", headers={"content-type": declared})
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/unsupported-media-type")


def test_no_body_at_all(server: LiveServer) -> None:
    assert server.http.post(COMPARE).json()["errors"][0]["message"] == "This is missing."


def chunks(total: int) -> Iterator[bytes]:
    for _ in range(total // 65536):
        yield b" " * 65536


def test_a_body_of_50_mb_is_refused_whether_announced_or_not(server: LiveServer) -> None:
    before = server.memory_mib()
    headers = {"content-type": "application/json"}
    for content in (b" " * 50_000_000, chunks(50_000_000)):
        answer = server.http.post(COMPARE, content=content, headers=headers)
        assert answer.status_code == 413
        assert "1048576 bytes" in answer.json()["detail"]
    assert server.memory_mib() - before < 20
    assert server.http.get("/api/health").status_code == 200


@pytest.mark.parametrize("length", ["-5", "many", "99999999999999999999"])
def test_a_strange_content_length_harms_nobody(server: LiveServer, length: str) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(
            f"POST {COMPARE} HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode()
        )
        assert raw.recv(100).startswith(b"HTTP/1.1 4")


def test_unknown_things_are_404_with_a_remedy(server: LiveServer) -> None:
    (run_id,) = server.begin("quick")
    for method, path, slug, remedy in [
        ("GET", "/api/runs/nope", "unknown-run", "GET /api/experiments"),
        ("GET", "/api/runs/nope/series", "unknown-run", "GET /api/experiments"),
        ("GET", "/api/runs/nope/snapshots", "unknown-run", "GET /api/experiments"),
        ("POST", "/api/runs/nope/cancel", "unknown-run", "GET /api/experiments"),
        ("GET", f"/api/runs/{run_id}/snapshots/7", "unknown-snapshot", "lists the steps"),
        ("GET", "/api/experiments/nope", "unknown-experiment", "lists them"),
        ("DELETE", "/api/experiments/nope", "unknown-experiment", "lists them"),
        ("GET", "/api/landscape/compar", "unknown-route", "/api/landscape/compare"),
        ("POST", "/api/no/such/thing", "unknown-route", "/docs"),
        ("GET", "/no-such-file.js", "unknown-route", "/docs"),
    ]:
        answer = server.http.request(method, path)
        assert answer.status_code == 404, path
        problem = answer.json()
        assert problem["type"] == f"/problems/{slug}"
        assert remedy in problem["errors"][0]["remedy"], path
    renamed = server.http.patch("/api/experiments/nope", json={"name": "x"})
    assert renamed.json()["type"] == "/problems/unknown-experiment"


def test_a_method_that_is_not_there_names_those_that_are(server: LiveServer) -> None:
    answer = server.http.put("/api/experiments", json={})
    assert answer.status_code == 405
    assert answer.json()["type"] == "/problems/method-not-allowed"
    assert set(answer.headers["allow"].split(", ")) == {"GET", "POST"}
    assert answer.json()["detail"].endswith(f"Possible: {answer.headers['allow']}.")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "/query/limit"),
        ("limit=ten", "/query/limit"),
        (f"search={'x' * 300}", "/query/search"),
    ],
)
def test_wrong_parts_of_the_address(server: LiveServer, query: str, pointer: str) -> None:
    problem = server.http.get(f"{EXPERIMENTS}?{query}").json()
    assert problem["errors"][0]["pointer"] == pointer


def test_steps_beyond_every_run_are_refused(server: LiveServer) -> None:
    """A database's integers end somewhere."""
    (run_id,) = server.begin("quick")
    for path, pointer in [
        (f"series?from_step={10**20}", "/query/from_step"),
        (f"snapshots/{10**20}", "/path/step"),
    ]:
        answer = server.http.get(f"/api/runs/{run_id}/{path}")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_flood_of_mistakes_is_answered_briefly(server: LiveServer) -> None:
    """Neither many names nor long ones delay others or come back in full."""
    floods: list[dict[str, Any]] = [
        {str(number): 1 for number in range(50_000)},
        {"z" * 900_000: 1},
        {"learning_rate": "z" * 900_000},
        {"learning_rate": [[0] * 100_000]},
    ]
    for params in floods:
        began = time.monotonic()
        body = {**GOOD, "optimizers": [{"name": "adam", "params": params}]}
        answer = server.http.post(COMPARE, json=body)
        assert time.monotonic() - began < 3
        assert answer.status_code == 422
        assert 1 <= len(answer.json()["errors"]) <= 20
        assert len(answer.content) < 10_000


@pytest.mark.parametrize("depth", [100, 900])
def test_deep_values_are_answered_briefly(server: LiveServer, depth: int) -> None:
    params = f'{{"learning_rate": {"[" * depth}{"]" * depth}}}'
    body = f'{{"surface": "beale", "optimizers": [{{"name": "adam", "params": {params}}}]}}'
    answer = server.http.post(COMPARE, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/optimizers/0/params/learning_rate"


def test_an_experiment_cannot_be_renamed_to_nothing(server: LiveServer) -> None:
    created = server.http.post(EXPERIMENTS, json={"name": "kept", "runs": [{}]}).json()
    path = f"{EXPERIMENTS}/{created['id']}"
    assert server.http.patch(path, json={"name": "  "}).status_code == 422
    assert server.http.get(path).json()["name"] == "kept"
    assert server.http.patch(path, json={"name": " new "}).json()["name"] == "new"


def test_unknown_columns_are_named_with_the_nearest(server: LiveServer) -> None:
    (run_id,) = server.begin("quick")
    problem = server.http.get(f"/api/runs/{run_id}/series?names=loss,validation_los").json()
    (error,) = problem["errors"]
    assert error["pointer"] == "/query/names"
    assert "'validation_loss'" in error["remedy"]
