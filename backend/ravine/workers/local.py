"""Workers as processes of this machine."""

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from ravine.workers.job import LocalJob
from ravine.workers.lane import LocalLane
from ravine.workers.options import WorkerOptions
from ravine.workers.process import WorkerProcess
from ravine.workers.protocol import Lane, Payload
from ravine.workers.sentences import hung, too_large

WATCH_INTERVAL_S = 0.25


class LocalWorkers:
    """Implements `ravine.workers.protocol.Workers`.

    Two lanes: one process answers the short jobs of a page (*interactive*), others train networks
    (*runs*), so that a training never delays an answer.
    """

    def __init__(self, options: WorkerOptions) -> None:
        self.options = options
        self._numbers = itertools.count(1)
        self.lanes: dict[Lane, LocalLane] = {
            "interactive": LocalLane(1, options, kill_cancelled=False),
            "runs": LocalLane(options.runs, options, kill_cancelled=True),
        }
        self._watching: asyncio.Task[None] | None = None

    @contextmanager
    def spawned(self) -> Iterator[None]:
        """Start the interactive process early, before there is an event loop.

        It ends with the context if nothing has stopped it before.
        """
        self.lanes["interactive"].spawn()
        try:
            yield
        finally:
            self.lanes["interactive"].abandon()

    async def start(self) -> None:
        """Listen to the interactive process; `warm_up` or the first run starts the others."""
        self.lanes["interactive"].start()
        self._watching = asyncio.create_task(self._watch())

    def warm_up(self) -> None:
        """Start the processes for runs, so that the first run finds one ready."""
        self.lanes["runs"].start()

    def submit(self, lane: Lane, task: str, payload: Payload) -> LocalJob:
        """Queue a job behind the earlier ones of its lane."""
        job = LocalJob(next(self._numbers), task, payload)
        self.lanes[lane].submit(job)
        return job

    async def stop(self) -> None:
        """End every process; unfinished jobs are lost."""
        if self._watching is not None:
            self._watching.cancel()
        await asyncio.gather(*(lane.stop(timeout_s=1.0) for lane in self.lanes.values()))

    async def _watch(self) -> None:
        """Stop processes that hang or grow too large."""
        while True:
            await asyncio.sleep(WATCH_INTERVAL_S)
            for lane in self.lanes.values():
                for process in lane.processes():
                    self._judge(process)

    def _judge(self, process: WorkerProcess) -> None:
        silent = process.silent_s()
        if process.ready and process.job is not None and silent > self.options.timeout_s:
            process.kill(hung(self.options.timeout_s))
        elif not process.ready and silent > self.options.start_timeout_s:
            process.kill(hung(self.options.start_timeout_s))
        elif (used := process.memory_mib()) > self.options.memory_mib:
            process.kill(too_large(used, self.options.memory_mib))
