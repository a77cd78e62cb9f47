"""Addresses, methods and queries that lead nowhere."""

import pytest
from tests.server.live import LiveServer
from tests.server.stream.client import finish

EXPERIMENTS = "/api/experiments"


def test_unknown_things_are_404_with_a_remedy(server: LiveServer) -> None:
    (run_id,) = server.begin("quick")
    beyond = server.run(run_id)["steps"] + 1
    for method, path, slug, remedy in [
        ("GET", "/api/runs/nope", "unknown-run", "GET /api/experiments"),
        ("GET", "/api/runs/nope/series", "unknown-run", "GET /api/experiments"),
        ("GET", "/api/runs/nope/snapshots", "unknown-run", "GET /api/experiments"),
        ("POST", "/api/runs/nope/cancel", "unknown-run", "GET /api/experiments"),
        ("GET", f"/api/runs/{run_id}/snapshots/{beyond}", "unknown-snapshot", "lists the steps"),
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
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
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


def test_unknown_columns_are_named_with_the_nearest(server: LiveServer) -> None:
    (run_id,) = finish(server, "quick")
    problem = server.http.get(f"/api/runs/{run_id}/series?names=loss,validation_los").json()
    (error,) = problem["errors"]
    assert error["pointer"] == "/query/names"
    assert "'validation_loss'" in error["remedy"]
