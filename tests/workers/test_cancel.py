"""Cancelling, of jobs that listen, wait or are deaf."""

import orjson
import pytest
from tests.workers.playing import interactive, pid_of, scenario

from ravine.workers.local import LocalWorkers
from ravine.workers.protocol import JobCancelledError

pytestmark = pytest.mark.alone


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


def test_a_long_job_that_nobody_waits_for_gives_its_process_back() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("interactive", "hang", {})
        await job.started()
        (deaf,) = interactive(workers)
        job.cancel()
        with pytest.raises(JobCancelledError):
            await job.answer()
        assert await workers.submit("interactive", "echo", {}).answer() == b"{}"
        assert deaf not in interactive(workers)

    scenario(play, grace_s=0.1, patience_s=20.0)
