"""The store as the server uses it: asynchronous, with one writer thread."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa

from ravine.schemas.frames import Array, Frame
from ravine.store import experiments, frames, runs
from ravine.store.engine import open_engine
from ravine.store.owner import this_process
from ravine.store.records import (
    Experiment,
    Metrics,
    NewRun,
    Run,
    Snapshot,
    StepRange,
)

P = ParamSpec("P")
T = TypeVar("T")
READERS = 4


class Store:
    """Everything that was run. All writes go through one thread, one transaction each.

    Args:
        database: a URL, or the path of an SQLite file.

    Raises:
        StoreError: the database cannot be used.
    """

    def __init__(self, database: str) -> None:
        self._engine = open_engine(database)
        self._owner = this_process()
        self._writer = ThreadPoolExecutor(1, "store-writer")
        self._readers = ThreadPoolExecutor(READERS, "store-reader")

    def close(self) -> None:
        """Finish what was begun and close the database."""
        self._writer.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    async def recover(self) -> list[str]:
        """Mark runs of servers that are gone as interrupted; returns their ids."""
        return await self._write(runs.recover, time.time())

    async def create_experiment(self, name: str, new: Sequence[NewRun]) -> Experiment:
        """Create an experiment with its queued runs, all or nothing."""
        return await self._write(experiments.create, name, new, self._owner, time.time())

    async def experiment(self, experiment_id: str) -> Experiment | None:
        """One experiment with its runs."""
        return await self._read(experiments.find, experiment_id)

    async def experiments(
        self, search: str = "", limit: int = 50, before: str | None = None
    ) -> list[Experiment]:
        """The newest experiments that contain every word of `search`."""
        return await self._read(experiments.page, search, limit, before)

    async def rename_experiment(self, experiment_id: str, name: str) -> Experiment | None:
        """Give an experiment another name."""
        return await self._write(experiments.rename, experiment_id, name)

    async def delete_experiment(self, experiment_id: str) -> tuple[str, ...]:
        """Delete an experiment with all it has; returns the ids of its runs."""
        return await self._write(experiments.delete, experiment_id)

    async def run(self, run_id: str) -> Run | None:
        """One run."""
        return await self._read(runs.find, run_id)

    async def update_run(self, run_id: str, **changes: Any) -> Run | None:
        """Change an unfinished run; a run that has ended stays as it is."""
        return await self._write(runs.update, run_id, changes)

    def owns(self, run: Run) -> bool:
        """Whether this server executes the run."""
        return run.owner == self._owner

    async def append(self, run_id: str, frame: Frame, metrics: Metrics) -> None:
        """Add a frame and the newest metrics; when this returns, readers see both."""
        await self._write(frames.append, run_id, frame, metrics)

    async def steps(
        self, run_id: str, first: int, last: int, names: Sequence[str] | None = None
    ) -> StepRange:
        """Rows of the steps `first .. last`, as far as they are stored."""
        return await self._read(frames.read_steps, run_id, first, last, names)

    async def snapshot(self, run_id: str, step: int) -> Snapshot | None:
        """The snapshot of exactly that step."""
        return await self._read(frames.read_snapshot, run_id, step)

    async def snapshot_steps(self, run_id: str, after: int = -1, limit: int = -1) -> list[int]:
        """Steps of the snapshots later than `after`."""
        bound = 2**31 - 1 if limit < 0 else limit
        return await self._read(frames.snapshot_steps, run_id, after, bound)

    async def snapshot_columns(
        self, run_id: str, names: Sequence[str], from_step: int = 0
    ) -> tuple[list[int], dict[str, Array]]:
        """Steps, and the named columns with one row a snapshot."""
        return await self._read(frames.read_snapshot_columns, run_id, names, from_step)

    async def column_names(self, run_id: str) -> tuple[list[str], list[str]]:
        """Names of the per-step columns and of the snapshot columns that the run has."""
        return await self._read(frames.column_names, run_id)

    async def _write(
        self,
        query: Callable[Concatenate[sa.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def work() -> T:
            with self._engine.begin() as connection:
                return query(connection, *args, **kwargs)

        # A write that has begun is finished even when nobody waits for it any more.
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, work))

    async def _read(
        self,
        query: Callable[Concatenate[sa.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def work() -> T:
            with self._engine.connect() as connection:
                return query(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, work)
