"""A job of the local workers, as the server holds it."""

import asyncio
from collections.abc import AsyncIterator, Callable

from ravine.wire.frames import Frame
from ravine.workers.messages import Begin
from ravine.workers.protocol import Heed, JobCancelledError, Plan


class LocalJob:
    """Implements `ravine.workers.protocol.Job`; lives in the event loop's thread."""

    def __init__(self, number: int, task: str, plan: Plan) -> None:
        self.number = number
        self.task = task
        self.plan = plan
        self.cancelling = False
        self.unkept = 0
        self.on_kept: Callable[[LocalJob], None] | None = None
        self.on_cancel: Callable[[LocalJob], None] | None = None
        self._begun = False
        self._settled = asyncio.Event()
        self._frames: asyncio.Queue[Frame | str | None] = asyncio.Queue()
        self._answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        # Nobody may be waiting when a job fails; that is no reason for asyncio to complain.
        self._answer.add_done_callback(lambda future: future.cancelled() or future.exception())

    async def started(self) -> bool:
        """Wait for a worker to begin; false when the job ended without one."""
        await self._settled.wait()
        return self._begun

    async def frames(self, heed: Heed | None = None) -> AsyncIterator[Frame]:
        """The job's frames; asking for the next says that the one before is kept."""
        while (frame := await self._frames.get()) is not None:
            if isinstance(frame, str):
                if heed is not None:
                    await heed(frame)
                continue
            yield frame
            self.unkept -= 1
            if self.on_kept is not None and not self.done:
                self.on_kept(self)

    async def answer(self) -> bytes:
        """The result as JSON; raises what ended the job instead."""
        return await asyncio.shield(self._answer)

    def cancel(self) -> None:
        """Ask the job to stop."""
        if not self.done and not self.cancelling:
            self.cancelling = True
            if self.on_cancel is not None:
                self.on_cancel(self)

    @property
    def done(self) -> bool:
        """Whether the job has ended, well or not."""
        return self._answer.done()

    def begin(self) -> Begin:
        """Mark the job as begun; returns what to tell the worker."""
        self._begun = True
        self._settled.set()
        return Begin(self.number, self.task, self.plan)

    def receive(self, frame: Frame) -> None:
        """Hand a frame to whoever iterates over `frames`."""
        self.unkept += 1
        self._frames.put_nowait(frame)

    def hear(self, sentence: str) -> None:
        """Hand on what the job is about to do, in its order among the frames."""
        self._frames.put_nowait(sentence)

    def end(self, outcome: bytes | Exception) -> None:
        """Settle the answer; only the first outcome counts."""
        if self.done:
            return
        if isinstance(outcome, bytes):
            self._answer.set_result(outcome)
        else:
            self._answer.set_exception(outcome)
        self._settled.set()
        self._frames.put_nowait(None)

    def end_cancelled(self) -> None:
        """Settle the answer of a job that was stopped on request."""
        self.end(JobCancelledError("The run was cancelled."))
