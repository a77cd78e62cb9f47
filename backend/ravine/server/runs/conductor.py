"""Leads each run from the queue to its end: worker to store to hub."""

import asyncio
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import orjson

from ravine.jobs.trainings.plans import TrainPlan
from ravine.server.problems import Refusal
from ravine.server.runs.hub import Hub
from ravine.server.runs.metrics import finite_metrics, metrics_of
from ravine.store import Run, Status, Store, StoreError
from ravine.store.runs import INTERRUPTED, NEVER_BEGUN
from ravine.vocabulary.problems import Problem, Problems
from ravine.wire.limits import MAX_UNFINISHED_RUNS
from ravine.workers.protocol import Job, JobCancelledError, JobError, Workers

log = logging.getLogger("ravine.server")

CANCEL_PATIENCE_S: Final = 10.0
CANCELLED: Final = "The run was cancelled."
CANCELLED_BEFORE: Final = "The run was cancelled before it had begun."
NOT_STORED: Final = "The run was stopped because its results could not be stored."
KEPT: Final = "What had been stored before is kept."


class Conductor:
    """One asyncio task for each unfinished run.

    Args:
        most: how many runs may wait or be under way.
    """

    def __init__(
        self, store: Store, workers: Workers, hub: Hub, most: int = MAX_UNFINISHED_RUNS
    ) -> None:
        self._most = most
        self._promised = 0
        self._store = store
        self._workers = workers
        self._hub = hub
        self._jobs: dict[str, Job] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    @property
    def active(self) -> frozenset[str]:
        """Ids of the runs that have not ended."""
        return frozenset(self._tasks)

    @contextmanager
    def room_for(self, count: int) -> Iterator[None]:
        """Keep room for runs that are about to be created and begun.

        Raises:
            Refusal: there is none; nothing has been created yet.
        """
        unfinished = len(self._tasks) + self._promised
        if unfinished + count > self._most:
            raise too_many(unfinished, count, self._most)
        self._promised += count
        try:
            yield
        finally:
            self._promised -= count

    def begin(self, run: Run) -> None:
        """Queue a run that the store knows, and for which there is room."""
        plan = TrainPlan.model_validate({"settings": run.settings, "plan": run.plan})
        self._jobs[run.id] = self._workers.submit("runs", "train", plan)
        self._tasks[run.id] = asyncio.create_task(self._conduct(run))

    async def cancel(self, run_ids: Iterable[str]) -> None:
        """Stop runs and wait until that is stored; runs that have ended stay as they are."""
        active = [run_id for run_id in run_ids if run_id in self._tasks]
        for run_id in active:
            self._jobs[run_id].cancel()
        if active:
            tasks = [self._tasks[run_id] for run_id in active]
            await asyncio.wait(tasks, timeout=CANCEL_PATIENCE_S)

    async def stop(self) -> None:
        """Interrupt all runs. The workers are stopped here, so that no job outlives its run."""
        self._stopping = True
        await self._workers.stop()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _conduct(self, run: Run) -> None:
        job = self._jobs[run.id]
        try:
            await self._end(run, await self._follow(run, job))
        except Exception as error:
            job.cancel()
            await self._end(run, {"status": "failed", "sentence": not_stored(error)})
        finally:
            del self._jobs[run.id], self._tasks[run.id]
            self._hub.touch(run.id)

    async def _follow(self, run: Run, job: Job) -> dict[str, Any]:
        """Store the frames; returns what changes with the end of the run."""

        async def heed(sentence: str) -> None:
            await self._store.update_run(run.id, sentence=sentence)
            self._hub.touch(run.id)

        begun = await job.started()
        try:
            if begun:
                now = time.time()
                await self._store.update_run(run.id, status="running", sentence="", started_at=now)
                self._hub.touch(run.id)
            async for frame in job.frames(heed):
                await self._store.append(run.id, frame, metrics_of(frame))
                self._hub.touch(run.id)
            return ending(await job.answer())
        except JobCancelledError:
            sentence = CANCELLED if begun else CANCELLED_BEFORE
            return {"status": "cancelled", "sentence": sentence}
        except (JobError, Problems) as error:
            if self._stopping:
                sentence = INTERRUPTED if begun else NEVER_BEGUN
                return {"status": "interrupted", "sentence": sentence}
            return {"status": "failed", "sentence": str(error)}

    async def _end(self, run: Run, changes: dict[str, Any]) -> None:
        try:
            await self._store.end_run(run.id, finished_at=time.time(), **changes)
        except StoreError:
            log.exception("the end of run %s cannot be stored", run.id)


def not_stored(error: Exception) -> str:
    """What people are told of a run whose results cannot be stored."""
    if isinstance(error, StoreError):
        return f"{NOT_STORED} {error} {KEPT}"
    log.error("the results of a run cannot be stored", exc_info=error)
    return f"{NOT_STORED} The server's log has the details. {KEPT}"


def too_many(unfinished: int, asked: int, most: int) -> Refusal:
    """The refusal of runs for which there is no room."""
    text = f"{unfinished} runs are under way or waiting; with {asked} more they would be too many."
    remedy = f"Up to {most} may be: wait until some have ended, or cancel or delete some."
    return Refusal(429, "too-many-runs", text, [Problem("/runs", "There is no room.", remedy)])


def ending(answer: bytes) -> dict[str, Any]:
    """The columns that a training's answer changes."""
    result = orjson.loads(answer)
    status: Status = result["status"]
    changes: dict[str, Any] = {"status": status, "sentence": result["sentence"]}
    if result.get("metrics"):
        changes["metrics"] = finite_metrics(result["metrics"])
    return changes
