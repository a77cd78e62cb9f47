"""The store as the server uses it: asynchronous, readers beside one writer."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from ravine.readings.trainings import Reading
from ravine.store import experiments, frames, orphans, runs, salvage, shrink
from ravine.store.ends import UnstoredEnds
from ravine.store.engine import name_of, open_within, path_of, url_of
from ravine.store.faults import fault_of
from ravine.store.owner import this_process
from ravine.store.records import (
    DamagedError,
    Experiment,
    Metrics,
    NewRun,
    Run,
    Snapshot,
    StepRange,
    UnwritableError,
)
from ravine.store.reserve import Reserve
from ravine.store.writer import Writer
from ravine.wire.frames import Array, Frame

P = ParamSpec("P")
T = TypeVar("T")
READERS = 4


class Store:
    """Everything that was run.

    Args:
        database: a URL, or the path of an SQLite file.

    Raises:
        StoreError: the database cannot be used.
    """

    def __init__(self, database: str) -> None:
        reserve = Reserve(path_of(url_of(database)))
        self._engine = open_within(database, reserve)
        self._name = name_of(self._engine.url)
        self._owner = this_process()
        self._ends = UnstoredEnds()
        self._writer = Writer(self._engine, self._name, reserve)
        self._readers = ThreadPoolExecutor(READERS, "store-reader")

    def close(self) -> None:
        """Finish what was begun and close the database."""
        self._writer.close()
        self._readers.shutdown()
        self._engine.dispose()

    @property
    def trouble(self) -> UnwritableError | None:
        """Why nothing can be stored at present; None when all is well."""
        return self._writer.trouble

    def on_trouble(self, callback: Callable[[], None]) -> None:
        """Call this, in the event loop, whenever `trouble` has changed."""
        self._writer.on_change = callback

    async def catch_up(self) -> list[str]:
        """Store what could not be stored before; returns the ids of the runs concerned.

        Raises:
            UnwritableError: that is still not possible.
        """
        stored = []
        for run_id, changes in self._ends.items():
            try:
                await self._writer.write_urgently(runs.update, run_id, dict(changes))
            except DamagedError:
                continue  # Nobody can read that run either; the others are to be stored.
            self._ends.remove([run_id])
            stored.append(run_id)
        if self.trouble is not None:
            await self._writer.try_again()
        return stored

    async def shrink(self) -> None:
        """Give room that has become free back to the disk, a little at a time."""
        free = left = await self._read(shrink.free_pages)
        while left:
            await self._writer.write_urgently(shrink.give_back)
            before, left = left, await self._read(shrink.free_pages)
            if left >= before:
                break  # Somebody else frees as much, or nothing can be moved.
        if free:
            await self._writer.between(lambda: shrink.cut(self._engine))

    async def recover(self, *, starting: bool = False) -> list[str]:
        """End runs whose server has ended as interrupted; returns the ids of those that could be.

        Args:
            starting: whether a server of another host counts as ended where a database can be
                reached from one host only. A container that was made anew has another name.
        """
        one_host = starting and self._engine.dialect.name == "sqlite"
        try:
            found = await self._read(orphans.whole, self._owner, one_host)
        except DamagedError:
            found = await self._read(orphans.salvaged, self._owner, one_host)
        ended = []
        for run in found:
            try:
                await self.end_run(run.id, **run.interruption(time.time()))
            except DamagedError:
                continue  # The others end all the same.
            ended.append(run.id)
        return ended

    async def create_experiment(self, name: str, new: Sequence[NewRun]) -> Experiment:
        """Create an experiment with its queued runs, all or nothing."""
        return await self._writer.write(experiments.create, name, new, self._owner, time.time())

    async def experiment(self, experiment_id: str) -> Experiment | None:
        """One experiment with its runs."""
        found = await self._read(experiments.find, experiment_id)
        return None if found is None else self._ends.seen_in(found)

    async def remains(self, experiment_id: str) -> Experiment | None:
        """One experiment as far as it can be read."""
        found = await self._read(salvage.find, experiment_id)
        return None if found is None else self._ends.seen_in(found)

    async def experiments(
        self, search: str = "", limit: int = 50, before: str | None = None
    ) -> list[Experiment]:
        """The newest experiments that contain every word of `search`, damaged ones included."""
        try:
            found = await self._read(experiments.page, search, limit, before)
        except DamagedError:
            found = await self._read(salvage.page, search, limit, before)
        return [self._ends.seen_in(one) for one in found]

    async def rename_experiment(self, experiment_id: str, name: str) -> Experiment | None:
        """Give an experiment another name."""
        return await self._writer.write(experiments.rename, experiment_id, name)

    async def delete_experiment(self, experiment_id: str) -> tuple[str, ...]:
        """Delete an experiment with all it has; returns the ids of its runs.

        One that is damaged is shown no more; what is left of it stays in the file.
        """
        try:
            deleted = await self._writer.write_urgently(experiments.delete, experiment_id)
        except DamagedError:
            await self._writer.write_urgently(salvage.hide, experiment_id)
            return ()
        self._ends.remove(deleted)
        return deleted

    async def run(self, run_id: str) -> Run | None:
        """One run."""
        found = await self._read(runs.find, run_id)
        return None if found is None else self._ends.seen(found)

    async def update_run(self, run_id: str, **changes: Any) -> Run | None:
        """Change an unfinished run; a run that has ended stays as it is."""
        return await self._writer.write(runs.update, run_id, changes)

    async def end_run(self, run_id: str, **changes: Any) -> None:
        """Say how an unfinished run ended; what cannot be stored is kept in mind until it can."""
        try:
            await self._writer.write_urgently(runs.update, run_id, changes)
        except UnwritableError as error:
            self._ends.add(run_id, changes, str(error))

    def owns(self, run: Run) -> bool:
        """Whether this server executes the run."""
        return run.owner == self._owner

    async def append(self, run_id: str, frame: Frame, metrics: Metrics) -> None:
        """Add a frame and the newest metrics; when this returns, readers see both."""
        await self._writer.write(frames.append, run_id, frame, metrics)

    async def steps(
        self, run_id: str, first: int, last: int, names: Sequence[str] | None = None
    ) -> StepRange:
        """Rows of the steps `first .. last`, as far as they are stored."""
        return await self._read(frames.read_steps, run_id, first, last, names)

    async def snapshot(self, run_id: str, step: int) -> Snapshot | None:
        """The snapshot of exactly that step."""
        return await self._read(frames.read_snapshot, run_id, step)

    async def readings(self, run_id: str) -> list[tuple[int, tuple[Reading, ...]]]:
        """What was said of the run at each snapshot, in order."""
        return await self._read(frames.read_readings, run_id)

    async def snapshot_steps(self, run_id: str, after: int = -1, limit: int = -1) -> list[int]:
        """Steps of the snapshots later than `after`."""
        bound = 2**31 - 1 if limit < 0 else limit
        return await self._read(frames.snapshot_steps, run_id, after, bound)

    async def snapshot_column(
        self, run_id: str, name: str, from_step: int = 0
    ) -> tuple[list[int], Array]:
        """The steps at which a column was measured, and its rows."""
        return await self._read(frames.read_snapshot_column, run_id, name, from_step)

    async def column_names(self, run_id: str) -> tuple[list[str], list[str]]:
        """Names of the per-step columns and of the snapshot columns that the run has."""
        return await self._read(frames.column_names, run_id)

    async def _read(
        self,
        query: Callable[Concatenate[sa.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def work() -> T:
            try:
                with self._engine.connect() as connection:
                    return query(connection, *args, **kwargs)
            except DatabaseError as error:
                raise fault_of(error, self._name) from error
            except ValueError as error:
                raise DamagedError(f"The database {self._name} is damaged: {error}.") from error

        return await asyncio.get_running_loop().run_in_executor(self._readers, work)
