"""A server that cannot write another byte: it says so, and goes on when it can."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.server.live import LiveServer, live_server
from tests.server.stream.client import Cursor, StreamClient

pytestmark = pytest.mark.alone


@contextmanager
def nothing_fits(server: LiveServer) -> Iterator[None]:
    """Let the kernel refuse whatever the server writes to a file."""
    process = psutil.Process(server.process.pid)
    soft, hard = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, (soft, hard))


def status_of(client: StreamClient, run_id: str) -> dict[str, Any]:
    """The run's next status that is an end."""
    while True:
        run: dict[str, Any] = client.until("status")["run"]
        if run["id"] == run_id and run["status"] not in ("queued", "running"):
            return run


def test_it_says_so_and_heals(tmp_path: Path) -> None:
    with live_server(tmp_path, workers=2) as server, server.gate() as gate:
        running, silent, queued = server.begin(gate.label, "hang", "queued", epochs=1000)
        gate.let_pass()
        listed = server.http.get("/api/experiments").json()["experiments"]
        with StreamClient(server.url) as client:
            for run_id in (running, silent):
                Cursor(run_id).subscribe(client)
            seen: set[str] = set()
            while seen != {running, silent}:
                seen.add(client.steps()[0]["run_id"])
            with nothing_fits(server):
                gate.let_pass()
                client.say("watch", on=True)
                failed = status_of(client, running)
                stopped = server.http.post(f"/api/runs/{silent}/cancel").json()
                assert stopped["status"] == "cancelled"
                assert stopped["sentence"].startswith("The run was cancelled. This end is not")
                ended = server.http.post(f"/api/runs/{queued}/cancel").json()["status"]
                assert ended in ("cancelled", "failed")
                assert_told(server, listed[0]["id"])
                assert failed["status"] == "failed"
                assert "could not be stored" in failed["sentence"]
                assert "not stored yet" in server.run(running)["sentence"]
                with StreamClient(server.url) as late:
                    assert late.until("storage")["storage"]["ok"] is False
            while not client.until("storage")["storage"]["ok"]:
                pass
        assert server.http.get("/api/health").json()["storage"] == {"ok": True, "sentence": ""}
        assert server.signal(signal.SIGKILL) == -signal.SIGKILL
        server.start()
        kept = server.run(running)
        assert (kept["status"], kept["step"]) == ("failed", failed["step"])
        assert "not stored yet" not in kept["sentence"]
        assert server.run(silent)["sentence"] == "The run was cancelled."
        assert server.http.delete(f"/api/experiments/{listed[0]['id']}").status_code == 204


def assert_told(server: LiveServer, experiment_id: str) -> None:
    """What cannot be stored is refused with the reason and what would help."""
    address = f"/api/experiments/{experiment_id}"
    storage = server.http.get("/api/health").json()["storage"]
    assert storage["ok"] is False
    assert "cannot be used at present" in storage["sentence"]
    for answer in (
        server.http.post("/api/experiments", json={"runs": [{}]}),
        server.http.patch(address, json={"name": "Another"}),
        server.http.delete(address),
    ):
        problem = answer.json()
        assert (answer.status_code, problem["type"]) == (503, "/problems/not-stored")
        assert storage["sentence"] in problem["detail"]
        assert problem["errors"][0]["remedy"]
    assert server.http.get(address).status_code == 200
