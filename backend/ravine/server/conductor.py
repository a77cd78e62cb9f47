"""Leads each run from the queue to its end: worker to store to hub."""

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import Any, Final

import orjson

from ravine.core.problems import Problems
from ravine.server.hub import Hub
from ravine.server.metrics import finite_metrics, metrics_of
from ravine.store import Run, Status, Store
from ravine.store.runs import INTERRUPTED, NEVER_BEGUN
from ravine.workers.protocol import Job, JobCancelledError, JobError, Workers

log = logging.getLogger("ravine.server")

CANCEL_PATIENCE_S: Final = 10.0
CANCELLED: Final = "The run was cancelled."
NOT_STORED: Final = "The run was stopped because its results could not be stored."


class Conductor:
    """One asyncio task for each unfinished run."""

    def __init__(self, store: Store, workers: Workers, hub: Hub) -> None:
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

    def begin(self, run: Run) -> None:
        """Queue a run that the store knows."""
        payload = {"settings": run.settings, "plan": run.plan}
        self._jobs[run.id] = self._workers.submit("runs", "train", payload)
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
        except Exception:
            log.exception("run %s cannot be stored", run.id)
            job.cancel()
            await self._try_to_end(run)
        finally:
            del self._jobs[run.id], self._tasks[run.id]
            self._hub.touch(run.id)

    async def _follow(self, run: Run, job: Job) -> dict[str, Any]:
        """Store the frames; returns what changes with the end of the run."""
        begun = await job.started()
        try:
            if begun:
                await self._store.update_run(run.id, status="running", started_at=time.time())
                self._hub.touch(run.id)
            async for frame in job.frames():
                await self._store.append(run.id, frame, metrics_of(frame))
                self._hub.touch(run.id)
            return ending(await job.answer())
        except JobCancelledError:
            return {"status": "cancelled", "sentence": CANCELLED}
        except (JobError, Problems) as error:
            if self._stopping:
                sentence = INTERRUPTED if begun else NEVER_BEGUN
                return {"status": "interrupted", "sentence": sentence}
            return {"status": "failed", "sentence": str(error)}

    async def _end(self, run: Run, changes: dict[str, Any]) -> None:
        await self._store.update_run(run.id, finished_at=time.time(), **changes)

    async def _try_to_end(self, run: Run) -> None:
        try:
            await self._end(run, {"status": "failed", "sentence": NOT_STORED})
        except Exception:
            log.exception("the end of run %s cannot be stored either", run.id)


def ending(answer: bytes) -> dict[str, Any]:
    """The columns that a training's answer changes."""
    result = orjson.loads(answer)
    status: Status = result["status"]
    changes: dict[str, Any] = {"status": status, "sentence": result["sentence"]}
    if result.get("metrics"):
        changes["metrics"] = finite_metrics(result["metrics"])
    return changes
