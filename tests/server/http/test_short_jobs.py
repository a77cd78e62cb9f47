"""Comparisons that die, fail, hang, or that nobody waits for."""

import shutil
import socket
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from tests.server.live import LiveServer, live_server

from ravine.workers.options import TASKS

pytestmark = pytest.mark.alone


def test_a_comparison_whose_worker_dies_is_503_and_the_next_one_works(server: LiveServer) -> None:
    answer = server.http.post(
        "/api/landscape/compare", json={"surface": "beale", "optimizers": ["adam"]}
    )
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/worker-lost")
    assert "try again" in answer.json()["detail"]
    again = server.http.post(
        "/api/landscape/compare", json={"surface": "rosenbrock", "optimizers": ["adam"]}
    )
    assert again.status_code == 200


def test_a_comparison_that_raises_is_500_with_its_sentence(server: LiveServer) -> None:
    answer = server.http.post(
        "/api/landscape/compare", json={"surface": "himmelblau", "optimizers": ["adam"]}
    )
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/task-failed")
    assert "the sky fell" in answer.json()["detail"]


def test_what_nobody_waits_for_any_more_is_not_computed(server: LiveServer) -> None:
    compare = "/api/landscape/compare"
    endless = {"surface": "plateau", "optimizers": ["adam"]}
    with server.gate("plateau") as gate:
        for _ in range(3):
            leave_at_once(server, compare, endless)
        gate.arrival()
        # It is answered although nobody may pass the gate.
        quick = {**endless, "surface": "rosenbrock"}
        assert server.http.post(compare, json=quick).status_code == 200


def leave_at_once(server: LiveServer, path: str, body: Any) -> None:
    """Send a request and go away without waiting for the answer."""
    request = server.http.build_request("POST", path, json=body)
    lines = [
        f"POST {path} HTTP/1.1",
        *(f"{name}: {value}" for name, value in request.headers.items()),
    ]
    with socket.create_connection((request.url.host, request.url.port), timeout=60) as raw:
        raw.sendall("\r\n".join([*lines, "", ""]).encode() + request.content)


def test_a_comparison_that_goes_on_for_ever_delays_nobody_and_ends_with_its_client(
    tmp_path: Path,
) -> None:
    hanging = orjson.dumps({"surface": "rastrigin", "optimizers": ["adam"]})
    with live_server(tmp_path) as server:
        url = httpx.URL(server.url)
        with socket.create_connection((url.host, url.port)) as client:
            head = (
                "POST /api/landscape/compare HTTP/1.1",
                f"host: {url.host}:{url.port}",
                "content-type: application/json",
                f"content-length: {len(hanging)}",
            )
            client.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + hanging)
            body = {"surface": "rosenbrock", "optimizers": ["adam"]}
            assert server.http.post("/api/landscape/compare", json=body).status_code == 200
            (deaf, *others) = sorted(server.workers(), key=lambda process: process.create_time())
            assert others
            assert deaf.is_running()
        deaf.wait(20)


def test_a_deleted_cache_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAX_COMPILATION_CACHE_DIR")
    cache = tmp_path / "cache"
    with live_server(tmp_path, TASKS, cache_dir=cache) as server:
        for name in ("beale", "himmelblau"):
            shutil.rmtree(cache, ignore_errors=True)
            server.http.post("/api/landscape/surface", json={"surface": name})
            assert list(cache.glob("jax/*-cache"))
