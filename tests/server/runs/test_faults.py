"""Workers are killed, hang, grow and are cancelled; what was computed is kept."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.server.ends import assert_kept, end_of
from tests.server.live import LiveServer, live_server
from tests.server.stream.client import Cursor, StreamClient
from tests.workers.gates import ALL

pytestmark = pytest.mark.alone


@pytest.fixture
def own(tmp_path: Path) -> Iterator[LiveServer]:
    """A server of one's own, with two workers that may not grow."""
    settings: dict[str, Any] = {"workers": 2, "worker_memory_mib": 250}
    with live_server(tmp_path, **settings) as server:
        yield server


def trainers(server: LiveServer) -> list[psutil.Process]:
    """Workers of the runs lane: the interactive one was started first."""
    return sorted(server.workers(), key=lambda process: process.create_time())[1:]


def test_kill_9_on_a_worker_fails_one_run_and_the_next_starts(own: LiveServer) -> None:
    with own.gate() as one, own.gate() as another, StreamClient(own.url) as client:
        runs = own.begin(f"A {one.label}", f"B {another.label}", epochs=60)
        for run_id in runs:
            Cursor(run_id).subscribe(client)
        for gate in (one, another):
            gate.let_pass()
        seen = {client.steps()[0]["run_id"] for _ in runs}
        assert seen == set(runs)
        os.kill(trainers(own)[0].pid, signal.SIGKILL)
        client.say("watch", on=True)
        failed = client.until("status")["run"]
        while failed["status"] != "failed":
            failed = client.until("status")["run"]
        assert "killed by signal 9" in failed["sentence"]
        assert_kept(own, failed["id"])
        # The other one still holds its worker: this one runs on the worker that replaces the lost.
        (following,) = own.begin("next")
        assert end_of(client, following)["status"] == "finished"
        (other,) = set(runs) - {failed["id"]}
        assert own.run(other)["status"] == "running"
        for gate in (one, another):
            gate.let_pass(ALL)
        assert end_of(client, other)["status"] == "finished"


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("grow", "more than the 250 MiB"),
        ("fail", "the sky fell."),
        ("die", "killed by signal 9"),
    ],
)
def test_a_run_that_goes_wrong_fails_with_a_sentence(
    own: LiveServer, label: str, sentence: str
) -> None:
    assert_fails(own, label, sentence)


def test_a_run_that_hangs_fails_with_a_sentence(tmp_path: Path) -> None:
    # As patient as it can be while a test waits: a busy machine may keep a good worker silent.
    with live_server(tmp_path, workers=2, worker_timeout=5) as server:
        assert_fails(server, "hang", "no sign of life for 5 s")


def assert_fails(server: LiveServer, label: str, sentence: str) -> None:
    wrong, fine = server.begin(label, "fine", epochs=10)
    with StreamClient(server.url) as client:
        run = end_of(client, wrong)
        assert run["status"] == "failed"
        assert sentence in run["sentence"]
        assert end_of(client, fine)["status"] == "finished"
    assert_kept(server, wrong)


def test_cancel_is_kept_and_idempotent(server: LiveServer) -> None:
    with server.gate() as gate:
        running, queued = server.begin(gate.label, "quick", epochs=1000)
        with StreamClient(server.url) as client:
            Cursor(running).subscribe(client)
            gate.let_pass()
            client.steps()
            assert server.run(queued)["sentence"] == "It begins as soon as a worker is free."
            for run_id in (queued, running, running):
                answer = server.http.post(f"/api/runs/{run_id}/cancel")
                assert answer.json()["status"] == "cancelled"
                assert answer.json()["sentence"]
            assert client.until("complete")["run_id"] == running
    assert_kept(server, running)
    never = server.run(queued)
    assert never["started_at"] is None
    assert never["sentence"] == "The run was cancelled before it had begun."


def test_cancel_ends_a_deaf_worker(server: LiveServer) -> None:
    (run_id,) = server.begin("hang")
    with StreamClient(server.url) as client:
        Cursor(run_id).subscribe(client)
        client.steps()
    # Its worker would hang for a minute, and this request for half of one.
    assert server.http.post(f"/api/runs/{run_id}/cancel").json()["status"] == "cancelled"
