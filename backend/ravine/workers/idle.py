"""A process that works only while nothing else is to be done."""

import asyncio
import itertools
from collections.abc import Iterator
from typing import Literal, TypeAlias

from ravine.workers.lane import outcome_of
from ravine.workers.messages import Alive, Begin, Broken, FromWorker, Ready, Said, Sent
from ravine.workers.options import WorkerOptions
from ravine.workers.process import WorkerProcess
from ravine.workers.protocol import Plan

Ending: TypeAlias = Literal["done", "gave way", "failed"]
LOWEST_PRIORITY = 19


class IdleProcess:
    """Runs one task at a time at the lowest priority, and is killed when it is in the way.

    What its tasks leave behind on the disk (compiled programs) is all that comes of them.
    """

    def __init__(self, options: WorkerOptions) -> None:
        self._options = options
        self._numbers = itertools.count(1)
        self._process: WorkerProcess | None = None
        self._begin: Begin | None = None
        self._ending: asyncio.Future[Ending] | None = None

    @property
    def busy(self) -> bool:
        """Whether a task runs."""
        return self._ending is not None and not self._ending.done()

    def processes(self) -> Iterator[WorkerProcess]:
        """The process, if there is one, also while it is starting."""
        if self._process is not None:
            yield self._process

    async def run(self, task: str, plan: Plan) -> Ending:
        """Run a task; says whether it came to its end."""
        self._ending = asyncio.get_running_loop().create_future()
        self._begin = Begin(next(self._numbers), task, plan)
        if self._process is None:
            self._process = WorkerProcess(self._options, niceness=LOWEST_PRIORITY)
            self._process.attach(self._on_message, self._on_lost)
        elif self._process.ready:
            self._process.send(self._begin)
        return await self._ending

    def give_way(self) -> None:
        """End the process at once."""
        self._end("gave way")
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _on_message(self, process: WorkerProcess, message: FromWorker) -> None:
        if process is not self._process:
            return
        process.heard()
        match message:
            case Ready():
                process.ready = True
                if self._begin is not None:
                    process.send(self._begin)
            case Broken():
                self._end("failed")
            case Said() | Sent() | Alive():
                pass
            case _:
                self._end("done" if isinstance(outcome_of(message), bytes) else "failed")

    def _on_lost(self, process: WorkerProcess, _exit_code: int | None) -> None:
        if process is self._process:
            self._process = None
            self._end("failed")

    def _end(self, ending: Ending) -> None:
        if self._ending is not None and not self._ending.done():
            self._ending.set_result(ending)
