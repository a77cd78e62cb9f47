"""The one thread that writes, and what it knows of whether writing is possible."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, Final, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from ravine.store.engine import for_writing
from ravine.store.faults import fault_of
from ravine.store.ids import new_id
from ravine.store.records import BusyError, DamagedError, DiskFullError, UnwritableError
from ravine.store.reserve import Reserve
from ravine.store.tables import about

P = ParamSpec("P")
T = TypeVar("T")
TOUCHED: Final = "touched"


class Writer:
    """All writes go through here, one transaction each.

    Args:
        engine: the database.
        name: how people call it.
        reserve: the room that urgent writes may use.
    """

    def __init__(self, engine: sa.Engine, name: str, reserve: Reserve) -> None:
        self.trouble: UnwritableError | None = None
        self.on_change: Callable[[], None] = lambda: None
        self._engine = for_writing(engine)
        self._name = name
        self._reserve = reserve
        self._thread = ThreadPoolExecutor(1, "store-writer")
        self._reserve.restore()

    def close(self) -> None:
        """Finish what was begun."""
        self._thread.shutdown()

    async def write(
        self,
        query: Callable[Concatenate[sa.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do something in a transaction of its own.

        Raises:
            UnwritableError: nothing can be stored at present.
            StoreError: it is not possible.
        """
        found = await self._queue(lambda: self._transact(lambda it: query(it, *args, **kwargs)))
        self._note(None)
        return found

    async def write_urgently(
        self,
        query: Callable[Concatenate[sa.Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The same for what makes room or ends something: it may use the reserve."""

        def work() -> T:
            def transact() -> T:
                return self._transact(lambda it: query(it, *args, **kwargs))

            try:
                return transact()
            except UnwritableError as error:
                if isinstance(error, BusyError) or not self._reserve.release():
                    raise
                try:
                    return transact()
                finally:
                    self._reserve.restore()

        return await self._queue(work)

    async def between(self, work: Callable[[], T]) -> T:
        """Do something while no transaction writes."""
        return await self._queue(work)

    async def try_again(self) -> None:
        """Find out whether writing is possible again; raises `UnwritableError` if not."""
        if isinstance(self.trouble, DiskFullError) and not self._reserve.has_room():
            raise self.trouble

        def work() -> None:
            self._transact(touch)
            self._reserve.restore()

        await self._queue(work)
        self._note(None)

    def _transact(self, query: Callable[[sa.Connection], T]) -> T:
        try:
            with self._engine.begin() as connection:
                return query(connection)
        except DatabaseError as error:
            raise fault_of(error, self._name) from error
        except ValueError as error:
            raise DamagedError(f"The database {self._name} is damaged: {error}.") from error

    async def _queue(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            # A write that has begun is finished even when nobody waits for it any more.
            return await asyncio.shield(loop.run_in_executor(self._thread, work))
        except UnwritableError as error:
            self._note(error)
            raise

    def _note(self, trouble: UnwritableError | None) -> None:
        changed = str(trouble) != str(self.trouble)
        self.trouble = trouble
        if changed:
            self.on_change()


def touch(connection: sa.Connection) -> None:
    """Write something; SQLite would not write a row that stays the same."""
    connection.execute(about.delete().where(about.c.key == TOUCHED))
    connection.execute(about.insert().values(key=TOUCHED, value=new_id()))
