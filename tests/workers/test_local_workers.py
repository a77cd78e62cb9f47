"""Faults are played through with real processes."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
import psutil
import pytest

from ravine.core.problems import Problems
from ravine.schemas.frames import decode_columns
from ravine.workers.local import LocalWorkers
from ravine.workers.options import OUTSTANDING_FRAMES, WorkerOptions
from ravine.workers.protocol import JobCancelledError, TaskFailedError, WorkerLostError

TASKS = "tests.workers.fake_tasks:TASKS"


@asynccontextmanager
async def running(**options: Any) -> AsyncIterator[LocalWorkers]:
    workers = LocalWorkers(WorkerOptions(**{"runs": 1, "tasks": TASKS, **options}))
    with workers.spawned():
        await workers.start()
        try:
            yield workers
        finally:
            await workers.stop()


def scenario(play: Callable[[LocalWorkers], Awaitable[None]], **options: Any) -> None:
    async def main() -> None:
        async with running(**options) as workers:
            await play(workers)

    asyncio.run(asyncio.wait_for(main(), 30))


def pid_of(workers: LocalWorkers) -> int:
    (process,) = workers.lanes["runs"].processes()
    return process.pid


def test_an_answer_comes_back_as_json() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("interactive", "echo", {"a": [1, None]})
        assert orjson.loads(await job.answer()) == {"a": [1, None]}

    scenario(play)


def test_numbers_that_are_not_finite_are_named() -> None:
    async def play(workers: LocalWorkers) -> None:
        answer = orjson.loads(await workers.submit("interactive", "numbers", {}).answer())
        assert answer == {
            "z": [[1.0, None], [None, 2.0]],
            "nonfinite": {"z": {"1": "nan", "2": "inf"}},
        }

    scenario(play)


def test_problems_and_failures_are_raised_and_the_worker_lives_on() -> None:
    async def play(workers: LocalWorkers) -> None:
        with pytest.raises(Problems, match="No such thing"):
            await workers.submit("runs", "refuse", {}).answer()
        before = pid_of(workers)
        with pytest.raises(TaskFailedError, match="the sky fell"):
            await workers.submit("runs", "fail", {}).answer()
        assert pid_of(workers) == before

    scenario(play)


def test_frames_arrive_in_order_and_whole() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", "flood", {"frames": 100})
        seen = []
        async for frame in job.frames():
            columns = decode_columns(frame.columns, frame.body)
            assert columns["layer_gradient_norm"].tolist() == [
                [frame.first_step, -frame.first_step]
            ]
            seen.append(frame.first_step)
        assert seen == list(range(1, 101))
        assert orjson.loads(await job.answer()) == {"status": "finished"}

    scenario(play)


def test_a_worker_waits_until_its_frames_are_kept() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", "flood", {"frames": 1000})
        frames = job.frames()
        await anext(frames)
        await workers.submit("interactive", "echo", {}).answer()
        await asyncio.sleep(0.2)
        assert job.unkept == OUTSTANDING_FRAMES
        async for _ in frames:
            pass

    scenario(play)


@pytest.mark.parametrize(
    ("task", "sentence"), [("die", "killed by signal 9"), ("leave", "exit code 3")]
)
def test_a_worker_that_dies_is_replaced_at_once(task: str, sentence: str) -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", task, {})
        waiting = workers.submit("runs", "echo", {"next": True})
        with pytest.raises(WorkerLostError, match=sentence):
            await job.answer()
        lost_at = time.monotonic()
        assert orjson.loads(await waiting.answer()) == {"next": True}
        assert time.monotonic() - lost_at < 5

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
        assert await workers.submit("runs", "echo", {}).answer() == b"{}"

    scenario(play, timeout_s=1.0)


def test_asking_whether_it_is_cancelled_is_a_sign_of_life() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", "work", {})
        async for _ in job.frames():
            break
        await asyncio.sleep(2.5)
        assert not job.done

    scenario(play, timeout_s=1.5)


def test_a_worker_that_grows_too_large_is_stopped() -> None:
    async def play(workers: LocalWorkers) -> None:
        with pytest.raises(WorkerLostError, match="more than the 200 MiB"):
            await workers.submit("runs", "grow", {}).answer()

    scenario(play, memory_mib=200)


def test_cancel_is_cooperative_first() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", "work", {})
        await job.started()
        before = pid_of(workers)
        job.cancel()
        assert orjson.loads(await job.answer()) == {"status": "cancelled"}
        assert pid_of(workers) == before

    scenario(play)


def test_cancel_ends_a_deaf_worker_after_the_grace() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", "hang", {})
        await job.started()
        job.cancel()
        with pytest.raises(JobCancelledError):
            await job.answer()
        assert await workers.submit("runs", "echo", {}).answer() == b"{}"

    scenario(play, grace_s=0.2)


def test_a_queued_job_can_be_cancelled() -> None:
    async def play(workers: LocalWorkers) -> None:
        first = workers.submit("runs", "work", {})
        queued = workers.submit("runs", "echo", {})
        queued.cancel()
        with pytest.raises(JobCancelledError):
            await queued.answer()
        assert [frame async for frame in queued.frames()] == []
        first.cancel()

    scenario(play)


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
    asyncio.run(asyncio.wait_for(main(), 30))
    assert len(pids) == 2
    assert not any(psutil.pid_exists(pid) for pid in pids)
