"""What the server asks of any place that executes jobs.

Four ideas: *submit* a job, receive its *frames*, *cancel* it, and learn that it was *lost*.
`ravine.workers.local` implements them with processes of this machine; a cluster would implement
the same classes.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Literal, Protocol, TypeAlias

from ravine.wire.frames import Frame

Lane: TypeAlias = Literal["interactive", "runs"]
Plan: TypeAlias = object
"""What a task is to do, complete; each has its own kind, which can be pickled."""


class JobError(Exception):
    """A job ended without an answer; the text is a sentence for people."""


class TaskFailedError(JobError):
    """The task raised an exception."""


class WorkerLostError(JobError):
    """The process that ran the job died, hung, or used too much memory."""


class JobCancelledError(JobError):
    """The job was cancelled before it could answer."""


Heed: TypeAlias = Callable[[str], Awaitable[None]]
"""Takes what a job is about to do, as a sentence; an empty one when it is under way."""


class Job(Protocol):
    """One submitted job."""

    async def started(self) -> bool:
        """Wait for a worker to begin; false when the job ended without one."""

    def frames(self, heed: Heed | None = None) -> AsyncIterator[Frame]:
        """The job's frames in order; what it says in between is handed to `heed`.

        Asking for the next frame tells the worker that the one before is kept; a worker whose
        frames are not taken waits.
        """

    async def answer(self) -> bytes:
        """The task's result as JSON.

        Raises:
            JobError: the job ended without one.
            Problems: the task refused its plan.
        """

    def cancel(self) -> None:
        """Ask the job to stop; the answer then says so, or `JobCancelledError` is raised."""


class Workers(Protocol):
    """A place that executes jobs."""

    async def start(self) -> None:
        """Begin to execute."""

    def submit(self, lane: Lane, task: str, plan: Plan) -> Job:
        """Queue a job behind the earlier ones of its lane."""

    async def stop(self) -> None:
        """End every process; unfinished jobs are lost."""
