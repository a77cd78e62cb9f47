"""One damaged page hides what stood on it and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.store.damage import overwrite_page_with
from tests.store.made import dead_owner, new_run, play_with, steps_frame

from ravine.store import DamagedError, Store
from ravine.store.ids import made_at, new_id

# One run fills a page of its own.
LONG = {"note": "x" * 2500}


def damaged(path: Path, text: bytes) -> dict[str, str]:
    """A store of three experiments, one of them on a damaged page; their ids by name."""
    ids: dict[str, str] = {}

    async def fill(store: Store) -> None:
        for name in ("first", "victim", "last"):
            made = await store.create_experiment(name, [new_run(name.upper(), **LONG)])
            await store.append(made.runs[0].id, steps_frame(1, 10), {})
            ids[name] = made.id

    play_with(path, fill)
    overwrite_page_with(path, text)
    return ids


def test_the_rest_is_listed_and_the_damage_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    ids = damaged(path, b"VICTIM")

    async def scenario(store: Store) -> None:
        last, victim, first = await store.experiments()
        assert (last.name, victim.name, first.name) == ("last", "victim", "first")
        assert (last.damage, first.damage) == ("", "")
        assert last.runs[0].label == "LAST"
        assert victim.runs == ()
        assert victim.damage.startswith("Its data are damaged: database disk image is malformed.")
        assert abs(victim.created_at - first.created_at) < 60
        assert await store.experiment(ids["first"]) == first
        with pytest.raises(DamagedError, match="is damaged"):
            await store.experiment(ids["victim"])
        assert [one.name for one in await store.experiments("vic")] == ["victim"]
        assert [one.name for one in await store.experiments("first")] == ["first"]
        assert [one.name for one in await store.experiments(limit=2)] == ["last", "victim"]
        following = await store.experiments(before=ids["last"])
        assert [one.name for one in following] == ["victim", "first"]
        await store.create_experiment("new", [new_run()])
        assert len(await store.experiments()) == 4

    play_with(path, scenario)


def test_what_is_damaged_can_be_deleted(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    ids = damaged(path, b"VICTIM")

    async def scenario(store: Store) -> None:
        assert await store.delete_experiment(ids["victim"]) == ()
        assert await store.experiment(ids["victim"]) is None
        assert await store.remains(ids["victim"]) is None
        assert await store.remains("none") is None
        left = await store.experiments()
        assert [(one.name, one.damage) for one in left] == [("last", ""), ("first", "")]
        # Its page is whole, but SQLite would have to join it with the one that is not.
        await store.delete_experiment(ids["first"])
        assert [one.name for one in await store.experiments()] == ["last"]

    play_with(path, scenario)


def test_nonsense_that_sqlite_does_not_notice_is_damage_too(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    ids: dict[str, str] = {}

    async def fill(store: Store) -> None:
        for name in ("first", "victim"):
            made = await store.create_experiment(name, [new_run(name, **{name: "y" * 9})])
            ids[name] = made.id

    play_with(path, fill)
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"victim":"yyyyyyyyy"', b'"victim":yyyyyyyyyy\xff'))

    async def scenario(store: Store) -> None:
        victim, first = await store.experiments()
        assert victim.damage.startswith("Its data are damaged")
        assert first.damage == ""
        with pytest.raises(DamagedError):
            await store.experiment(ids["victim"])

    play_with(path, scenario)


def test_a_damaged_experiments_table_still_gives_ids_and_times(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    damaged(path, b"victim adam")

    async def scenario(store: Store) -> None:
        found = await store.experiments()
        assert len(found) == 3
        assert {one.name for one in found} == {"Unreadable experiment"}
        assert all(one.damage for one in found)

    play_with(path, scenario)


def test_an_id_tells_when_it_was_made() -> None:
    one, two = new_id(), new_id()
    assert 0 < made_at(two) - made_at(one) < 60


def test_an_end_that_damage_keeps_out_keeps_out_no_other(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    ids: dict[str, str] = {}

    async def fill(store: Store) -> None:
        for name in ("victim", "last"):
            made = await store.create_experiment(name, [new_run(name.upper(), **LONG)])
            ids[name] = made.runs[0].id

    play_with(path, fill)
    overwrite_page_with(path, b"VICTIM")

    async def scenario(store: Store) -> None:
        for run_id in ids.values():
            store._ends.add(run_id, {"status": "finished", "sentence": "Done."}, "Full.")
        assert await store.catch_up() == [ids["last"]]
        last = await store.run(ids["last"])
        assert last is not None
        assert (last.status, last.sentence) == ("finished", "Done.")

    play_with(path, scenario)


def strike_page(path: Path) -> None:
    overwrite_page_with(path, b"VICTIM")


def strike_owner(path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE runs SET owner = 'nonsense' WHERE label = 'VICTIM'"))
    engine.dispose()


def strike_metrics(path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE runs SET metrics = '{' WHERE label = 'VICTIM'"))
    engine.dispose()


@pytest.mark.parametrize("strike", [strike_page, strike_owner, strike_metrics])
def test_a_damaged_run_of_a_dead_server_keeps_no_other_from_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, strike: Callable[[Path], None]
) -> None:
    path = tmp_path / "s.sqlite3"
    ids: dict[str, str] = {}

    async def fill(store: Store) -> None:
        for name in ("first", "victim", "last"):
            made = await store.create_experiment(name, [new_run(name.upper(), **LONG)])
            ids[name] = made.runs[0].id

    async def scenario(store: Store) -> None:
        assert sorted(await store.recover(starting=True)) == sorted([ids["first"], ids["last"]])
        for name in ("first", "last"):
            run = await store.run(ids[name])
            assert run is not None
            assert run.status == "interrupted"
        assert await store.recover() == []

    monkeypatch.setattr("ravine.store.store.this_process", dead_owner)
    play_with(path, fill)
    monkeypatch.undo()
    strike(path)
    play_with(path, scenario)
