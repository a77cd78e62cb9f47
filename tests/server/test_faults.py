"""Workers and servers are killed, hang and grow; what was computed is kept."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from tests.server.live import LiveServer, live_server
from tests.stream.client import Cursor, StreamClient


@pytest.fixture
def own(tmp_path: Path) -> Iterator[LiveServer]:
    """A server of one's own, with two workers and little patience."""
    settings: dict[str, Any] = {"workers": 2, "worker_timeout": 1.5, "worker_memory_mib": 250}
    with live_server(tmp_path, **settings) as server:
        yield server


def end_of(client: StreamClient, run_id: str) -> dict[str, str]:
    """The run's status when it has ended."""
    Cursor(run_id).subscribe(client)
    while True:
        run: dict[str, str] = client.until("status")["run"]
        if run["id"] == run_id and run["status"] not in ("queued", "running"):
            return run


def assert_kept(server: LiveServer, run_id: str) -> None:
    kept = server.run(run_id)["step"]
    assert kept > 0
    assert server.series(run_id)["loss"]["step"] == list(range(1, kept + 1))


def busiest_first(server: LiveServer) -> list[psutil.Process]:
    """Workers of the runs lane: the interactive one was started first."""
    return sorted(server.workers(), key=lambda process: process.create_time())[1:]


def test_kill_9_on_a_worker_fails_one_run_and_the_next_starts_soon(own: LiveServer) -> None:
    victim, other = own.begin("slow", "slow too", epochs=60)
    with StreamClient(own.url) as client:
        for run_id in (victim, other):
            Cursor(run_id).subscribe(client)
        seen = {victim: 0, other: 0}
        while not all(seen.values()):
            seen[client.frame()[0]["run_id"]] += 1
        os.kill(busiest_first(own)[0].pid, signal.SIGKILL)
        client.say("watch", on=True)
        ended: dict[str, Any] = {}
        while len(ended) < 2:
            run = client.until("status")["run"]
            if run["status"] not in ("queued", "running"):
                if not ended:
                    (following,) = own.begin("next")
                    asked_at = time.monotonic()
                ended[run["id"]] = run
        statuses = sorted(run["status"] for run in ended.values() if run["id"] in seen)
        assert "failed" in statuses
    with StreamClient(own.url) as client:
        assert end_of(client, following)["status"] == "finished"
        assert time.monotonic() - asked_at < 5
        runs = [end_of(client, run_id) for run_id in (victim, other)]
    (failed,) = [run for run in runs if run["status"] == "failed"]
    assert "killed by signal 9" in failed["sentence"]
    assert_kept(own, failed["id"])
    assert [run["status"] for run in runs if run is not failed] == ["finished"]


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("hang", "no sign of life for 1.5 s"),
        ("grow", "more than the 250 MiB"),
        ("fail", "the sky fell."),
        ("die", "killed by signal 9"),
    ],
)
def test_a_run_that_goes_wrong_fails_with_a_sentence(
    own: LiveServer, label: str, sentence: str
) -> None:
    wrong, fine = own.begin(label, "fine", epochs=10)
    with StreamClient(own.url) as client:
        run = end_of(client, wrong)
        assert run["status"] == "failed"
        assert sentence in run["sentence"]
        assert end_of(client, fine)["status"] == "finished"
    assert_kept(own, wrong)


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
    endless = {"surface": "plateau", "optimizers": ["adam"]}
    for _ in range(3):
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{server.url}/api/landscape/compare", json=endless, timeout=0.3)
    asked_at = time.monotonic()
    answer = server.http.post("/api/landscape/compare", json={**endless, "surface": "rosenbrock"})
    assert answer.status_code == 200
    assert time.monotonic() - asked_at < 5


def test_cancel_is_prompt_kept_and_idempotent(server: LiveServer) -> None:
    running, queued = server.begin("slow", "quick", epochs=1000)
    with StreamClient(server.url) as client:
        Cursor(running).subscribe(client)
        while client.frame()[0]["kind"] != "steps":
            pass
        for run_id in (queued, running, running):
            asked_at = time.monotonic()
            answer = server.http.post(f"/api/runs/{run_id}/cancel")
            assert answer.json()["status"] == "cancelled"
            assert answer.json()["sentence"]
            assert time.monotonic() - asked_at < 2
        assert client.until("complete")["run_id"] == running
    assert_kept(server, running)
    assert server.run(queued)["started_at"] is None


def test_cancel_ends_a_deaf_worker(server: LiveServer) -> None:
    (run_id,) = server.begin("hang")
    with StreamClient(server.url) as client:
        Cursor(run_id).subscribe(client)
        while client.frame()[0]["kind"] != "steps":
            pass
    asked_at = time.monotonic()
    assert server.http.post(f"/api/runs/{run_id}/cancel").json()["status"] == "cancelled"
    assert time.monotonic() - asked_at < 4


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 0)])
def test_a_server_that_ends_leaves_its_runs_interrupted_and_whole(
    tmp_path: Path, number: int, code: int
) -> None:
    with live_server(tmp_path) as server:
        (finished,) = server.begin("quick")
        with StreamClient(server.url) as client:
            whole = Cursor(finished)
            whole.subscribe(client)
            whole.follow(client)
        begun, queued = server.begin("slow", "queued", epochs=1000)
        workers = server.workers()
        tabs = [StreamClient(server.url, acknowledging=False, close_timeout=0.1) for _ in range(3)]
        for tab in tabs:
            Cursor(begun).subscribe(tab)
            while tab.frame()[0]["kind"] != "steps":
                pass
        asked_at = time.monotonic()
        assert server.signal(number) == code
        assert time.monotonic() - asked_at < 5
        for tab in tabs:
            tab.close()
        assert psutil.wait_procs(workers, timeout=5)[1] == []

        server.start()
        for run_id in (begun, queued):
            run = server.run(run_id)
            assert run["status"] == "interrupted"
            assert run["sentence"].startswith("The server was stopped")
        assert_kept(server, begun)
        assert server.run(finished)["status"] == "finished"
        stored = server.series(finished)["layer_gradient_norm"]["value"]
        assert stored == whole.columns["layer_gradient_norm"]
        with StreamClient(server.url) as client:
            again = Cursor(begun)
            again.subscribe(client)
            again.follow(client)
        assert again.next_step == server.run(begun)["step"] + 1
