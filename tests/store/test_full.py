"""A full disk: what is refused, what is possible all the same, and how it ends."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from tests.store.made import new_run, snapshot_frame, steps_frame

from ravine.store import DiskFullError, Store, UnwritableError
from ravine.store.engine import open_engine
from ravine.store.reserve import RESERVE_BYTES, Reserve
from ravine.store.rows import QUEUED

MORE_PAGES = 2**30


class Disk:
    """Says, before each transaction, what there is room for."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.reserve = database.with_name(f"{database.name}-reserve")
        self.pragma: Callable[[], str] = self.with_room

    def with_room(self) -> str:
        return f"PRAGMA max_page_count = {MORE_PAGES}"

    def without_a_page(self) -> str:
        """No page can be added; SQLite takes this for as many as there are."""
        return "PRAGMA max_page_count = 1"

    def read_only(self) -> str:
        return "PRAGMA query_only = ON"

    def with_the_reserve_alone(self) -> str:
        """Whoever gives the reserve up has room."""
        return f"PRAGMA query_only = {'ON' if self.reserve.exists() else 'OFF'}"

    def at_begin(self, connection: sa.Connection) -> None:
        if str(self.database) in str(connection.engine.url):
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            connection.exec_driver_sql(self.pragma()).close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    found = Disk(tmp_path / "s.sqlite3")
    sa.event.listen(sa.Engine, "begin", found.at_begin)
    yield found
    sa.event.remove(sa.Engine, "begin", found.at_begin)


def play(disk: Disk, scenario: Callable[[Store], Awaitable[None]]) -> None:
    async def main() -> None:
        store = Store(str(disk.database))
        try:
            await scenario(store)
        finally:
            store.close()

    asyncio.run(main())


async def fill(store: Store, run_id: str) -> None:
    """Append snapshots until there is no room for one more."""
    for step in range(10_000):
        await store.append(run_id, snapshot_frame(step), {})


def test_a_full_disk_is_called_by_its_name_until_there_is_room(disk: Disk) -> None:
    async def scenario(store: Store) -> None:
        changes: list[str] = []
        store.on_trouble(lambda: changes.append(str(store.trouble or "")))
        kept = await store.create_experiment("kept", [new_run()])
        disk.pragma = disk.without_a_page
        with pytest.raises(DiskFullError, match="is full"):
            await fill(store, kept.runs[0].id)
        with pytest.raises(DiskFullError, match="is full"):
            await store.create_experiment("x" * 10_000, [new_run()])
        full = f"The disk that holds the database {disk.database} is full."
        assert changes == [full]
        assert [found.name for found in await store.experiments()] == ["kept"]
        disk.pragma = disk.with_room
        assert await store.catch_up() == []
        assert changes == [full, ""]
        assert store.trouble is None
        await store.create_experiment("x" * 10_000, [new_run()])

    play(disk, scenario)


def test_an_end_that_cannot_be_stored_is_told_and_stored_later(disk: Disk) -> None:
    async def scenario(store: Store) -> None:
        experiment = await store.create_experiment("x", [new_run("A"), new_run("B")])
        run_id = experiment.runs[0].id
        disk.pragma = disk.read_only
        ending = {"status": "failed", "sentence": "It failed.", "finished_at": 1.0}
        await store.end_run(run_id, **ending)
        for run in (await store.run(run_id), (await store.experiments())[0].runs[0]):
            assert run is not None
            assert run.status == "failed"
            assert run.sentence.startswith("It failed. This end is not stored yet: The database")
        with pytest.raises(UnwritableError):
            await store.catch_up()
        disk.pragma = disk.with_room
        assert await store.catch_up() == [run_id]
        run = await store.run(run_id)
        assert run is not None
        assert (run.status, run.sentence, run.finished_at) == ("failed", "It failed.", 1.0)

    play(disk, scenario)
    with sqlite3.connect(disk.database) as connection:
        found = connection.execute("SELECT status, sentence FROM runs ORDER BY position").fetchall()
    connection.close()
    assert found == [("failed", "It failed."), ("queued", QUEUED)]


def test_a_run_whose_end_is_not_stored_can_be_deleted(disk: Disk) -> None:
    async def scenario(store: Store) -> None:
        experiment = await store.create_experiment("x", [new_run()])
        disk.pragma = disk.read_only
        await store.end_run(experiment.runs[0].id, status="cancelled", sentence="Stopped.")
        disk.pragma = disk.with_room
        await store.delete_experiment(experiment.id)
        assert await store.experiments() == []
        assert await store.catch_up() == []

    play(disk, scenario)


@pytest.mark.parametrize("what", ["delete", "end"])
def test_the_reserve_is_for_what_must_be_possible(disk: Disk, what: str) -> None:
    async def scenario(store: Store) -> None:
        experiment = await store.create_experiment("x", [new_run()])
        run_id = experiment.runs[0].id
        await store.append(run_id, steps_frame(1, 10), {})
        disk.pragma = disk.with_the_reserve_alone
        with pytest.raises(UnwritableError):
            await store.append(run_id, steps_frame(11, 10), {})
        if what == "delete":
            assert await store.delete_experiment(experiment.id) == (run_id,)
            assert await store.experiments() == []
        else:
            await store.end_run(run_id, status="cancelled", sentence="Stopped.")
            run = await store.run(run_id)
            assert run is not None
            assert (run.status, run.sentence) == ("cancelled", "Stopped.")
        assert disk.reserve.stat().st_size == RESERVE_BYTES
        assert store.trouble is not None

    play(disk, scenario)


def test_a_server_starts_on_a_full_disk(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(str(disk.database)).close()

    def opening(database: str) -> sa.Engine:
        if disk.reserve.exists():
            raise DiskFullError("There is no room for the files beside it.")
        return open_engine(database)

    monkeypatch.setattr("ravine.store.engine.open_engine", opening)
    Store(str(disk.database)).close()
    assert disk.reserve.exists()
    disk.reserve.unlink()
    monkeypatch.setattr("ravine.store.engine.open_engine", full)
    with pytest.raises(DiskFullError):
        Store(str(disk.database))


def full(database: str) -> Any:
    raise DiskFullError("Full.")


def test_a_reserve_takes_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reserve = Reserve(tmp_path / "s.sqlite3")
    assert not reserve.release()
    reserve.restore()
    reserve.restore()
    assert (tmp_path / "s.sqlite3-reserve").stat().st_size == RESERVE_BYTES
    assert reserve.release()
    assert list(tmp_path.iterdir()) == []
    nowhere = Reserve(tmp_path / "gone" / "s.sqlite3")
    nowhere.restore()
    assert not nowhere.release()
    memory = Reserve(None)
    memory.restore()
    assert memory.has_room()
    assert not memory.release()
