"""Experiments and runs are made, found, listed, searched and deleted."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.store.made import Play, new_run, snapshot_frame, steps_frame

from ravine.store import Store, StoreError
from ravine.store.ids import new_id


def test_ids_sort_by_age() -> None:
    ids = [new_id() for _ in range(2000)]
    assert ids == sorted(set(ids))


def test_what_is_created_is_found(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        created = await store.create_experiment("first", [new_run("A"), new_run("B")])
        assert [run.label for run in created.runs] == ["A", "B"]
        assert await store.experiment(created.id) == created
        run = await store.run(created.runs[1].id)
        assert run is not None
        assert run.status == "queued"
        assert run.settings == {"optimizer": {"name": "adam"}}
        assert await store.run("none") is None

    play(scenario)


def test_experiments_are_listed_newest_first_in_pages(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        made = [await store.create_experiment(f"n{index}", [new_run()]) for index in range(5)]
        first = await store.experiments(limit=2)
        rest = await store.experiments(limit=10, before=first[-1].id)
        assert [*first, *rest] == made[::-1]

    play(scenario)


def test_search_looks_at_names_labels_and_settings(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        one = await store.create_experiment("Moons 100%", [new_run("Deep net")])
        two = await store.create_experiment("Spirals", [new_run(optimizer={"name": "momentum"})])
        for words, expected in {
            "moons": [one],
            "DEEP adam": [one],
            "moment": [two],
            "0%": [one],
            "_": [],
            "adam momentum": [],
            "": [two, one],
        }.items():
            assert await store.experiments(words) == expected, words
        await store.rename_experiment(one.id, "Rings")
        assert await store.experiments("moons") == []
        assert [found.name for found in await store.experiments("rings adam")] == ["Rings"]
        assert await store.rename_experiment("none", "x") is None

    play(scenario)


def test_delete_leaves_nothing(play: Callable[[Play], None], tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        kept = await store.create_experiment("kept", [new_run()])
        gone = await store.create_experiment("gone", [new_run("A"), new_run("B")])
        for experiment in (kept, gone):
            await store.append(experiment.runs[0].id, steps_frame(1, 3), {})
            await store.append(experiment.runs[0].id, snapshot_frame(0), {})
        assert await store.delete_experiment(gone.id) == tuple(run.id for run in gone.runs)
        assert await store.delete_experiment(gone.id) == ()
        assert await store.experiment(gone.id) is None
        assert await store.run(gone.runs[0].id) is None

    play(scenario)
    engine = sa.create_engine(f"sqlite:///{tmp_path}/deep/store.sqlite3")
    with engine.connect() as connection:
        for table in ("experiments", "runs", "frames", "snapshots"):
            assert connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 1
    engine.dispose()


def test_a_run_that_has_ended_stays_as_it_is(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        run_id = (await store.create_experiment("x", [new_run()])).runs[0].id
        await store.update_run(run_id, status="cancelled", sentence="Stopped.")
        run = await store.update_run(run_id, status="finished", sentence="Done.")
        assert run is not None
        assert (run.status, run.sentence) == ("cancelled", "Stopped.")

    play(scenario)


@pytest.mark.parametrize(
    ("database", "sentence"),
    [
        ("nonsense://x", "not a usable database URL"),
        ("/dev/null/store.sqlite3", "cannot be made"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused(database: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        Store(database)
