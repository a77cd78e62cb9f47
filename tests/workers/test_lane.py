"""A lane by itself, with processes that do what the test says."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ravine.workers import lane as lanes
from ravine.workers.job import LocalJob
from ravine.workers.lane import LocalLane
from ravine.workers.messages import Ready
from ravine.workers.options import WorkerOptions
from ravine.workers.protocol import WorkerLostError


class LateProcess:
    """A process that becomes ready just when it is told to leave."""

    def __init__(self, options: WorkerOptions) -> None:
        self.ready = False
        self.attached = False
        self.job: LocalJob | None = None
        self.sent: list[Any] = []

    def attach(self, on_message: Callable[..., None], on_lost: Callable[..., None]) -> None:
        self.attached = True
        self._on_message = on_message

    def heard(self) -> None: ...

    def send(self, message: Any) -> None:
        self.sent.append(message)

    def leave(self) -> None:
        asyncio.get_running_loop().call_soon(self._on_message, self, Ready())

    def join(self, timeout_s: float) -> None: ...


def test_a_worker_that_is_ready_too_late_takes_no_job_to_its_grave(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lanes, "WorkerProcess", LateProcess)

    async def play() -> None:
        lane = LocalLane(1, WorkerOptions(compile_cache=tmp_path))
        waiting = LocalJob(1, "train", {})
        lane.submit(waiting)
        await lane.stop(timeout_s=1.0)
        late = LocalJob(2, "train", {})
        lane.submit(late)
        async with asyncio.timeout(10):
            for job in (waiting, late):
                assert not await job.started()
                with pytest.raises(WorkerLostError, match="stopped"):
                    await job.answer()

    asyncio.run(play())
