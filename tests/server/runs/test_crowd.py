"""More runs and comparisons at once than the server lets wait."""

import select
import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.server.live import LiveServer, live_server
from tests.workers.gates import ALL, PATIENCE_S

pytestmark = pytest.mark.alone
COMPARE = "/api/landscape/compare"
EXPERIMENTS = "/api/experiments"


def asking(server: LiveServer, body: dict[str, Any], opened: ExitStack) -> socket.socket:
    """A request on a connection of its own, whose answer is not waited for."""
    request = server.http.build_request("POST", COMPARE, json=body, headers={"connection": "close"})
    head = [f"{name}: {value}" for name, value in request.headers.items()]
    lines = [f"POST {COMPARE} HTTP/1.1", *head, "", ""]
    address = (request.url.host, request.url.port)
    raw = opened.enter_context(socket.create_connection(address, timeout=PATIENCE_S))
    raw.sendall("\r\n".join(lines).encode() + request.content)
    return raw


def status_of(raw: socket.socket) -> int:
    """The status of the answer, which is read to its end."""
    answer = b"".join(iter(lambda: raw.recv(65536), b""))
    return int(answer.split()[1])


def test_comparisons_beyond_the_bound_are_refused_and_the_others_answered(
    server: LiveServer,
) -> None:
    most = int(server.http.get("/api/catalog").json()["limits"]["max_unfinished_jobs"])
    waiting = {"surface": "plateau", "optimizers": ["adam"]}
    with ExitStack() as opened:
        with server.gate("plateau") as gate:
            asked = [asking(server, waiting, opened) for _ in range(most + 1)]
            answered, _, _ = select.select(asked, [], [], PATIENCE_S)
            (refused,) = answered
            assert status_of(refused) == 429
            answer = server.http.post(COMPARE, json=waiting)
            assert answer.status_code == 429
            problem = orjson.loads(answer.content)
            assert problem["type"] == "/problems/too-many-jobs"
            assert f"Up to {most} may be" in problem["errors"][0]["remedy"]
            # What is refused concerns nobody else: what asks for no job is answered.
            assert server.http.get("/api/health").status_code == 200
            gate.let_pass(ALL)
            assert {status_of(raw) for raw in asked if raw is not refused} == {200}
        quick = {**waiting, "surface": "rosenbrock"}
        assert server.http.post(COMPARE, json=quick).status_code == 200


def test_runs_beyond_the_bound_are_refused_and_none_is_created(tmp_path: Path) -> None:
    with live_server(tmp_path) as server:
        server.begin("hang")
        for _ in range(31):
            server.begin(*"ABCDEFGH")
        server.begin(*"ABCDEF")
        before = server.http.get(EXPERIMENTS).json()
        answer = server.http.post(EXPERIMENTS, json={"runs": [{}, {}]})
        assert (answer.status_code, answer.json()["type"]) == (429, "/problems/too-many-runs")
        assert "255 runs" in answer.json()["detail"]
        assert "Up to 256" in answer.json()["errors"][0]["remedy"]
        after = server.http.get(EXPERIMENTS).json()
        assert [one["id"] for one in after["experiments"]] == [
            one["id"] for one in before["experiments"]
        ]
        (last,) = server.begin("I")
        assert server.http.post(EXPERIMENTS, json={"runs": [{}]}).status_code == 429
        server.http.post(f"/api/runs/{last}/cancel")
        server.begin("J")
