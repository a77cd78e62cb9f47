"""Workers that die, hang, grow or cannot start, played through with real processes."""

import asyncio
import os
import signal
from dataclasses import replace

import orjson
import psutil
import pytest
from tests.workers.playing import running, scenario

from ravine.workers.local import LocalWorkers
from ravine.workers.process import WorkerProcess
from ravine.workers.protocol import WorkerLostError

pytestmark = pytest.mark.alone


@pytest.mark.parametrize(
    ("task", "sentence"), [("die", "killed by signal 9"), ("leave", "exit code 3")]
)
def test_a_worker_that_dies_is_replaced(task: str, sentence: str) -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", task, {})
        waiting = workers.submit("runs", "echo", {"next": True})
        with pytest.raises(WorkerLostError, match=sentence):
            await job.answer()
        assert orjson.loads(await waiting.answer()) == {"next": True}

    scenario(play)


def test_kill_9_loses_one_run_and_keeps_its_frames() -> None:
    async def play(workers: LocalWorkers) -> None:
        victim = workers.submit("runs", "work", {})
        other = workers.submit("runs", "work", {})
        frame = await anext(victim.frames())
        assert frame.first_step == 1
        await other.started()
        killed = next(p for p in workers.lanes["runs"].processes() if p.job is victim)
        os.kill(killed.pid, signal.SIGKILL)
        with pytest.raises(WorkerLostError, match="signal 9"):
            await victim.answer()
        other.cancel()
        assert orjson.loads(await other.answer()) == {"status": "cancelled"}

    scenario(play, runs=2)


def test_a_hanging_worker_is_stopped_and_replaced() -> None:
    async def play(workers: LocalWorkers) -> None:
        with pytest.raises(WorkerLostError, match="no sign of life"):
            await workers.submit("runs", "hang", {}).answer()
        # From here on as patient as a busy machine needs.
        workers.options = replace(workers.options, timeout_s=60)
        assert await workers.submit("runs", "echo", {}).answer() == b"{}"

    scenario(play, timeout_s=1.0)


def test_asking_whether_it_is_cancelled_is_a_sign_of_life() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", "work", {})
        await anext(job.frames())
        (process,) = workers.lanes["runs"].processes()
        signs = asyncio.Semaphore(0)

        def heard() -> None:
            before = process.last_sign
            WorkerProcess.heard(process)
            assert process.last_sign > before
            signs.release()

        process.heard = heard  # type: ignore[method-assign]  # to wait for it
        for _ in range(2):
            await signs.acquire()
        assert not job.done

    scenario(play)


def test_a_worker_that_grows_too_large_is_stopped() -> None:
    async def play(workers: LocalWorkers) -> None:
        with pytest.raises(WorkerLostError, match="more than the 200 MiB"):
            await workers.submit("runs", "grow", {}).answer()

    scenario(play, memory_mib=200)


def test_tasks_that_cannot_be_imported_are_reported() -> None:
    async def play(workers: LocalWorkers) -> None:
        with pytest.raises(WorkerLostError, match=r"cannot start.*No module named 'no_such'"):
            await workers.submit("interactive", "echo", {}).answer()

    scenario(play, tasks="no_such.module:TASKS")


def test_stopping_ends_every_process_even_a_busy_one() -> None:
    async def main() -> None:
        async with running() as workers:
            job = workers.submit("runs", "hang", {})
            await job.started()
            pids.extend(p.pid for lane in workers.lanes.values() for p in lane.processes())
        with pytest.raises(WorkerLostError, match="The server was stopped"):
            await job.answer()

    pids: list[int] = []
    asyncio.run(asyncio.wait_for(main(), 120))
    assert len(pids) == 2
    assert not any(psutil.pid_exists(pid) for pid in pids)
