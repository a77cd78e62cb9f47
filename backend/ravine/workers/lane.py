"""A queue of jobs with its own worker processes."""

import asyncio
from collections import deque
from collections.abc import Iterator

from ravine.core.problems import Problems
from ravine.workers.job import LocalJob
from ravine.workers.messages import (
    Alive,
    Answered,
    Broken,
    Cancel,
    Failed,
    FromWorker,
    Kept,
    Ready,
    Refused,
    Sent,
)
from ravine.workers.options import WorkerOptions
from ravine.workers.process import WorkerProcess
from ravine.workers.protocol import TaskFailedError, WorkerLostError
from ravine.workers.sentences import STOPPED, cannot_start, lost

ATTEMPTS = 3


class LocalLane:
    """First come, first served; a lost process is replaced at once.

    Args:
        size: how many processes.
        kill_cancelled: whether a cancelled job that does not stop costs its process. Short jobs
            are better let finish than paid for with a new process.
    """

    def __init__(self, size: int, options: WorkerOptions, *, kill_cancelled: bool) -> None:
        self._size = size
        self._options = options
        self._kill_cancelled = kill_cancelled
        self._pending: deque[LocalJob] = deque()
        self._processes: list[WorkerProcess] = []
        self._false_starts = 0
        self._broken = ""
        self._stopping = False

    def spawn(self) -> None:
        """Start the missing processes; needs no event loop."""
        while len(self._processes) < self._size:
            self._processes.append(WorkerProcess(self._options))

    def start(self) -> None:
        """Start the missing processes and listen to all of them."""
        self.spawn()
        for process in self._processes:
            if not process.attached:
                process.attach(self._on_message, self._on_lost)

    def abandon(self) -> None:
        """End processes that nobody has begun to listen to."""
        for process in self._processes:
            if not process.attached:
                process.join(timeout_s=0)
        self._processes = [process for process in self._processes if process.attached]

    def submit(self, job: LocalJob) -> None:
        """Queue a job."""
        job.on_kept = self._on_kept
        job.on_cancel = self._on_cancel
        self._pending.append(job)
        self._false_starts = 0
        self.start()
        self._dispatch()

    def processes(self) -> Iterator[WorkerProcess]:
        """Every process, also those that are still starting."""
        yield from list(self._processes)

    async def stop(self, timeout_s: float) -> None:
        """End all processes; what they were doing is lost."""
        self._stopping = True
        unfinished = [process.job for process in self._processes if process.job is not None]
        for process in self._processes:
            process.leave()
        joins = (asyncio.to_thread(process.join, timeout_s) for process in self._processes)
        await asyncio.gather(*joins)
        for job in [*unfinished, *self._pending]:
            job.end(WorkerLostError(STOPPED))

    def _dispatch(self) -> None:
        """Give waiting jobs to idle processes."""
        for process in self._processes:
            if self._pending and process.ready and process.job is None:
                process.job = self._pending.popleft()
                process.send(process.job.begin())

    def _on_message(self, process: WorkerProcess, message: FromWorker) -> None:
        process.heard()
        match message:
            case Ready():
                process.ready = True
                self._false_starts = 0
                self._dispatch()
            case Broken(sentence=sentence):
                self._broken = sentence
            case Sent(job=number, frame=frame):
                if process.job is not None and process.job.number == number:
                    process.job.receive(frame)
            case Alive():
                pass
            case _:
                self._finish(process, outcome_of(message))

    def _finish(self, process: WorkerProcess, outcome: bytes | Exception) -> None:
        job, process.job = process.job, None
        if job is not None:
            job.end(outcome)
        self._dispatch()

    def _on_lost(self, process: WorkerProcess, exit_code: int | None) -> None:
        self._processes.remove(process)
        if self._stopping:
            return
        if not process.ready:
            self._false_starts += 1
        if process.job is not None:
            self._end_lost(process.job, process.verdict or lost(exit_code))
        if self._false_starts < ATTEMPTS:
            self.start()
        else:
            self._give_up()

    def _end_lost(self, job: LocalJob, sentence: str) -> None:
        if job.cancelling:
            job.end_cancelled()
        else:
            job.end(WorkerLostError(sentence))

    def _give_up(self) -> None:
        """Workers end before they are ready: say so instead of trying for ever."""
        while self._pending:
            self._pending.popleft().end(WorkerLostError(cannot_start(self._broken)))

    def _on_kept(self, job: LocalJob) -> None:
        process = self._process_of(job)
        if process is not None:
            process.send(Kept(job.number))

    def _on_cancel(self, job: LocalJob) -> None:
        if job in self._pending:
            self._pending.remove(job)
            job.end_cancelled()
            return
        process = self._process_of(job)
        if process is not None:
            process.send(Cancel(job.number))
            if self._kill_cancelled:
                loop = asyncio.get_running_loop()
                loop.call_later(self._options.grace_s, self._insist, process, job)

    def _insist(self, process: WorkerProcess, job: LocalJob) -> None:
        if process.job is job and not job.done:
            process.kill()

    def _process_of(self, job: LocalJob) -> WorkerProcess | None:
        return next((process for process in self._processes if process.job is job), None)


def outcome_of(message: Answered | Refused | Failed) -> bytes | Exception:
    """How a job ended, as its answer or as the exception that replaces it."""
    match message:
        case Answered(answer=answer):
            return answer
        case Refused(problems=problems):
            return Problems(problems)
        case Failed(sentence=sentence):
            return TaskFailedError(sentence)
