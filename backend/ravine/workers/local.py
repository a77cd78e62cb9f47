"""Workers as processes of this machine."""

import asyncio
import itertools
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ravine.workers.idle import IdleProcess
from ravine.workers.job import LocalJob
from ravine.workers.lane import LocalLane
from ravine.workers.options import WorkerOptions
from ravine.workers.process import WorkerProcess
from ravine.workers.protocol import Lane, Plan
from ravine.workers.sentences import hung, too_large

WATCH_INTERVAL_S = 0.25
MOST_INTERACTIVE = 4


class LocalWorkers:
    """Implements `ravine.workers.protocol.Workers`.

    Two lanes: some processes answer the short jobs of a page (*interactive*), others train networks
    (*runs*), so that a training never delays an answer. One process answers as long as it is quick;
    another is kept ready, so that nobody waits for somebody else's long compilation.
    """

    def __init__(self, options: WorkerOptions) -> None:
        self.options = options
        self._numbers = itertools.count(1)
        self.lanes: dict[Lane, LocalLane] = {
            "interactive": LocalLane(
                1, options, most=MOST_INTERACTIVE, patience_s=options.patience_s
            ),
            "runs": LocalLane(options.runs, options),
        }
        self.idle = IdleProcess(options)
        self._busy_at = time.monotonic()
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
        """Start the processes for runs and the spare one for answers, so that they are ready."""
        self.lanes["runs"].start()
        self.lanes["interactive"].keep_spare()

    def submit(self, lane: Lane, task: str, plan: Plan) -> LocalJob:
        """Queue a job behind the earlier ones of its lane."""
        self.idle.give_way()
        self._busy_at = time.monotonic()
        job = LocalJob(next(self._numbers), task, plan)
        self.lanes[lane].submit(job)
        return job

    async def quiet(self, seconds: float) -> None:
        """Wait until so long nothing was to be done."""
        while self._busy or time.monotonic() - self._busy_at < seconds:
            await asyncio.sleep(WATCH_INTERVAL_S)

    async def stop(self) -> None:
        """End every process; unfinished jobs are lost."""
        self.idle.give_way()
        if self._watching is not None:
            self._watching.cancel()
        await asyncio.gather(*(lane.stop(timeout_s=1.0) for lane in self.lanes.values()))

    @property
    def _busy(self) -> bool:
        return any(lane.busy for lane in self.lanes.values())

    async def _watch(self) -> None:
        """Stop processes that hang or grow too large."""
        while True:
            await asyncio.sleep(WATCH_INTERVAL_S)
            if self._busy:
                self._busy_at = time.monotonic()
            for lane in self.lanes.values():
                for process in lane.processes():
                    self._judge(process, busy=process.job is not None)
            for process in self.idle.processes():
                self._judge(process, busy=self.idle.busy)

    def _judge(self, process: WorkerProcess, *, busy: bool) -> None:
        silent = process.silent_s()
        if process.ready and busy and silent > self.options.timeout_s:
            process.kill(hung(self.options.timeout_s))
        elif not process.ready and silent > self.options.start_timeout_s:
            process.kill(hung(self.options.start_timeout_s))
        elif (used := process.memory_mib()) > self.options.memory_mib:
            process.kill(too_large(used, self.options.memory_mib))
