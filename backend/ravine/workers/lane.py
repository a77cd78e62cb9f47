"""A queue of jobs with its own worker processes."""

import asyncio
from collections import deque
from collections.abc import Iterator

from ravine.vocabulary.problems import Problems
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
    Said,
    Sent,
)
from ravine.workers.options import WorkerOptions
from ravine.workers.process import WorkerProcess
from ravine.workers.protocol import TaskFailedError, WorkerLostError
from ravine.workers.sentences import STOPPED, cannot_start, lost

ATTEMPTS = 3


class LocalLane:
    """First come, first served; a lost process is replaced at once.

    A cancelled job that does not stop within the grace costs its process.

    Args:
        size: how many processes there are at least.
        most: how many there may be, when all have been busy for longer than the patience.
        patience_s: seconds for which a job waits for a busy process although another is idle: what
            the busy one has compiled serves the next job, too, and short ones are soon done.
    """

    def __init__(
        self, size: int, options: WorkerOptions, *, most: int | None = None, patience_s: float = 0.0
    ) -> None:
        self._size = size
        self._most = size if most is None else most
        self._patience_s = patience_s
        self._options = options
        self._pending: deque[LocalJob] = deque()
        self._processes: list[WorkerProcess] = []
        self._false_starts = 0
        self._broken = ""
        self._stopping = False

    def spawn(self) -> None:
        """Start the missing processes; needs no event loop."""
        while len(self._processes) < self._size:
            self._processes.append(WorkerProcess(self._options))

    def keep_spare(self) -> None:
        """From now on have at least two processes, one to spare for when the other is busy."""
        self._size = min(self._most, max(self._size, 2))
        self.start()

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
        if self._stopping:
            job.end(WorkerLostError(STOPPED))
            return
        job.on_kept = self._on_kept
        job.on_cancel = self._on_cancel
        self._pending.append(job)
        self._false_starts = 0
        self.start()
        self._dispatch()

    @property
    def busy(self) -> bool:
        """Whether a job waits or runs."""
        return bool(self._pending) or any(process.job for process in self._processes)

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
        """Give waiting jobs to idle processes; none any more to those that have to leave."""
        if self._stopping:
            return
        for process in self._processes:
            if self._pending and process.ready and process.job is None:
                if self._soon_free():
                    return  # Asked again when the patience ends.
                process.begin(self._pending.popleft())
                loop = asyncio.get_running_loop()
                loop.call_later(self._patience_s, self._lose_patience)

    def _soon_free(self) -> bool:
        """Whether a busy process began so lately that it is worth to wait for it."""
        return any(process.busy_s() < self._patience_s for process in self._processes)

    def _lose_patience(self) -> None:
        """A job goes on for long: let others pass, and have a process to spare for the next."""
        self._dispatch()
        all_busy = all(process.job is not None for process in self._processes)
        if all_busy and not self._stopping and len(self._processes) < self._most:
            self._size = len(self._processes) + 1
            self.start()

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
            case Said(job=number, sentence=sentence):
                if process.job is not None and process.job.number == number:
                    process.job.hear(sentence)
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
