"""Servers are killed and stopped; their runs are interrupted and whole."""

import signal
from pathlib import Path

import psutil
import pytest
from tests.server.ends import assert_kept, end_of
from tests.server.live import live_server
from tests.server.stream.client import Cursor, StreamClient

pytestmark = pytest.mark.alone


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [(signal.SIGKILL, -9, "Its server ended before"), (signal.SIGINT, 0, "The server was stopped")],
)
def test_a_server_that_ends_leaves_its_runs_interrupted_and_whole(
    tmp_path: Path, number: int, code: int, words: str
) -> None:
    with live_server(tmp_path) as server, server.gate() as gate:
        (finished,) = server.begin("quick")
        with StreamClient(server.url) as client:
            whole = Cursor(finished)
            whole.subscribe(client)
            whole.follow(client)
        begun, queued = server.begin(gate.label, "queued", epochs=1000)
        gate.let_pass()
        workers = server.workers()
        tabs = [StreamClient(server.url, acknowledging=False, close_timeout=0.1) for _ in range(3)]
        for tab in tabs:
            Cursor(begun).subscribe(tab)
            tab.steps()
        # Raises where it goes on for half a minute: open sockets must not keep it.
        assert server.signal(number) == code
        for tab in tabs:
            tab.close()
        assert psutil.wait_procs(workers, timeout=30)[1] == []

        server.start()
        for run_id in (begun, queued):
            run = server.run(run_id)
            assert run["status"] == "interrupted"
            assert run["sentence"].startswith(words)
        assert_kept(server, begun)
        assert server.run(finished)["status"] == "finished"
        stored = server.series(finished)["layer_gradient_norm"]["value"]
        assert stored == whole.columns["layer_gradient_norm"]
        with StreamClient(server.url) as client:
            again = Cursor(begun)
            again.subscribe(client)
            again.follow(client)
        assert again.next_step == server.run(begun)["step"] + 1


def test_runs_of_a_killed_server_end_on_the_one_that_lives(tmp_path: Path) -> None:
    with (
        live_server(tmp_path) as living,
        live_server(tmp_path) as dying,
        dying.gate() as gate,
    ):
        begun, queued = dying.begin(gate.label, "queued", epochs=1000)
        (watched,) = dying.begin("watched", epochs=1000)
        gate.let_pass()
        with StreamClient(dying.url) as client:
            Cursor(begun).subscribe(client)
            client.steps()
        refused = living.http.post(f"/api/runs/{begun}/cancel")
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/elsewhere")
        with StreamClient(living.url) as client:
            cursor = Cursor(watched)
            cursor.subscribe(client)
            assert client.until("status")["run"]["status"] == "queued"
            dying.signal(signal.SIGKILL)
            assert end_of(client, watched)["status"] == "interrupted"
        run = living.run(begun)
        assert run["status"] == "interrupted"
        assert run["sentence"].startswith("Its server ended before the end of this run was stored")
        assert living.run(queued)["sentence"].startswith("Its server ended before anything")
        assert_kept(living, begun)


def test_runs_of_a_killed_server_can_be_deleted_at_once(tmp_path: Path) -> None:
    with (
        live_server(tmp_path) as living,
        live_server(tmp_path) as dying,
        dying.gate() as gate,
    ):
        dying.begin(gate.label)
        (experiment,) = living.http.get("/api/experiments").json()["experiments"]
        address = f"/api/experiments/{experiment['id']}"
        assert living.http.delete(address).status_code == 409
        dying.signal(signal.SIGKILL)
        assert living.http.delete(address).status_code == 204
        assert living.http.get("/api/experiments").json()["experiments"] == []
