"""What a job gives back: answers, problems, frames and words, from real processes."""

import asyncio

import orjson
import pytest
from tests.workers.playing import pid_of, scenario

from ravine.vocabulary.problems import Problems
from ravine.wire.frames import Frame, decode_columns
from ravine.workers.job import LocalJob
from ravine.workers.local import LocalWorkers
from ravine.workers.options import OUTSTANDING_FRAMES
from ravine.workers.protocol import TaskFailedError

pytestmark = pytest.mark.alone


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


def test_what_a_job_says_comes_in_its_order_among_the_frames() -> None:
    async def play(workers: LocalWorkers) -> None:
        seen: list[str | int] = []

        async def heed(sentence: str) -> None:
            seen.append(sentence)

        frames = workers.submit("runs", "talk", {}).frames(heed)
        seen.append((await anext(frames)).first_step)
        seen.append((await anext(frames)).first_step)
        assert seen == ["Getting ready.", 1, "", 2]

    scenario(play)


def test_a_worker_waits_until_its_frames_are_kept() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", "flood", {"frames": 1000})
        outstanding = 0

        def receive(frame: Frame) -> None:
            nonlocal outstanding
            LocalJob.receive(job, frame)
            outstanding = max(outstanding, job.unkept)
            if outstanding == OUTSTANDING_FRAMES:
                full.set()

        full = asyncio.Event()
        job.receive = receive  # type: ignore[method-assign]  # to see what comes when it comes
        await full.wait()
        # Another process comes up, works and answers, and not one frame more has come.
        await workers.submit("interactive", "echo", {}).answer()
        assert job.unkept == OUTSTANDING_FRAMES
        assert len([frame async for frame in job.frames()]) == 1000
        assert outstanding == OUTSTANDING_FRAMES

    scenario(play)
