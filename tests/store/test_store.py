import asyncio
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ravine.schemas.frames import Frame, decode_columns, encode_columns
from ravine.store import NewRun, Store, StoreError
from ravine.store.downsample import choose_rows
from ravine.store.ids import new_id
from ravine.store.owner import is_gone, this_process

Play = Callable[[Store], Awaitable[None]]


def new_run(label: str = "A", **settings_: Any) -> NewRun:
    return NewRun(label, {"optimizer": {"name": "adam"}, **settings_}, {"steps": 100}, 100)


def steps_frame(first: int, steps: int) -> Frame:
    step = np.arange(first, first + steps)
    columns = {"loss": step.astype("f4"), "norms": np.stack([step, -step], axis=1).astype("f4")}
    return Frame("steps", first, steps, *encode_columns(columns))


def snapshot_frame(step: int) -> Frame:
    columns = {"validation_loss": np.array(step, "f4"), "counts": np.full((2, 4), step, "u4")}
    return Frame("snapshot", step, 1, *encode_columns(columns))


def play_with(path: Path, play: Play) -> None:
    async def main() -> None:
        store = Store(str(path))
        try:
            await play(store)
        finally:
            store.close()

    asyncio.run(main())


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Play], None]:
    return lambda scenario: play_with(tmp_path / "deep" / "store.sqlite3", scenario)


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


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.data())
def test_any_range_of_steps_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, chunks: list[int], data: st.DataObject
) -> None:
    total = sum(chunks)
    first = data.draw(st.integers(1, total))
    last = data.draw(st.integers(first, total + 5))

    async def scenario(store: Store) -> None:
        experiment = await store.create_experiment("x", [new_run()])
        run_id = experiment.runs[0].id
        start = 1
        for chunk in chunks:
            await store.append(run_id, steps_frame(start, chunk), {"loss": 1.0})
            start += chunk
        found = await store.steps(run_id, first, last)
        expected = list(range(first, min(last, total) + 1))
        assert found.first_step == first
        assert found.steps == len(expected)
        assert found.columns["loss"].tolist() == expected
        assert found.columns["norms"].tolist() == [[step, -step] for step in expected]
        only = await store.steps(run_id, first, last, ["loss"])
        assert list(only.columns) == ["loss"]

    play_with(tmp_path_factory.mktemp("store") / "s.sqlite3", scenario)


def test_a_range_beyond_the_end_is_empty(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        run_id = (await store.create_experiment("x", [new_run()])).runs[0].id
        assert (await store.steps(run_id, 1, 10)).steps == 0
        await store.append(run_id, steps_frame(1, 10), {})
        assert (await store.steps(run_id, 11, 20)).steps == 0

    play(scenario)


def test_frames_must_follow_each_other(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        run_id = (await store.create_experiment("x", [new_run()])).runs[0].id
        await store.append(run_id, steps_frame(1, 10), {})
        for first in (1, 10, 12):
            with pytest.raises(StoreError, match="not 11"):
                await store.append(run_id, steps_frame(first, 5), {})
        await store.append(run_id, snapshot_frame(0), {})
        with pytest.raises(StoreError, match="too late"):
            await store.append(run_id, snapshot_frame(0), {})
        with pytest.raises(StoreError, match="no run"):
            await store.append("none", steps_frame(1, 5), {})
        run = await store.run(run_id)
        assert run is not None
        assert (run.step, run.last_snapshot) == (10, 0)

    play(scenario)


def test_snapshots_come_back_whole_and_as_columns(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        run_id = (await store.create_experiment("x", [new_run()])).runs[0].id
        for step in (0, 5, 10):
            await store.append(run_id, snapshot_frame(step), {"validation_loss": float(step)})
        snapshot = await store.snapshot(run_id, 5)
        assert snapshot is not None
        columns = decode_columns(snapshot.columns, snapshot.body)
        assert columns["counts"].tolist() == [[5] * 4] * 2
        assert await store.snapshot(run_id, 6) is None
        assert await store.snapshot_steps(run_id, after=0) == [5, 10]
        steps, series = await store.snapshot_columns(run_id, ["validation_loss", "counts"], 5)
        assert steps == [5, 10]
        assert series["validation_loss"].tolist() == [5, 10]
        assert series["counts"].shape == (2, 2, 4)
        assert await store.column_names(run_id) == ([], ["validation_loss", "counts"])
        run = await store.run(run_id)
        assert run is not None
        assert run.metrics == {"validation_loss": 10.0}

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


def test_recovery_interrupts_only_what_is_orphaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.sqlite3"

    async def before(store: Store) -> None:
        begun, finished, queued = (
            await store.create_experiment("x", [new_run("A"), new_run("B"), new_run("C")])
        ).runs
        await store.update_run(begun.id, status="running", started_at=1.0)
        await store.append(begun.id, steps_frame(1, 10), {})
        await store.update_run(finished.id, status="finished", sentence="Done.")
        ids.extend([begun.id, finished.id, queued.id])

    async def after(store: Store) -> None:
        own = (await store.create_experiment("own", [new_run()])).runs[0]
        assert sorted(await store.recover()) == sorted([ids[0], ids[2]])
        runs = [await store.run(run_id) for run_id in [*ids, own.id]]
        statuses = [run.status for run in runs if run is not None]
        assert statuses == ["interrupted", "finished", "interrupted", "queued"]
        assert all(run.sentence for run in runs[:3] if run is not None)
        assert (await store.steps(ids[0], 1, 99)).columns["loss"].tolist() == list(range(1, 11))

    ids: list[str] = []
    monkeypatch.setattr("ravine.store.store.this_process", dead_owner)
    play_with(path, before)
    monkeypatch.undo()
    play_with(path, after)


def dead_owner() -> str:
    return f"{socket.gethostname()}/1/0.00"


def test_an_owner_is_gone_when_its_process_is() -> None:
    own = this_process()
    host, pid, created = own.split("/")
    assert not is_gone(own, one_host=True)
    assert not is_gone(f"{host}/{pid}/{float(created) + 1:.2f}", one_host=True)
    assert is_gone(f"{host}/{pid}/{float(created) - 60:.2f}", one_host=True)
    assert is_gone(f"{host}/999999999/{created}", one_host=True)
    assert is_gone(f"elsewhere/{pid}/{created}", one_host=True)
    assert not is_gone(f"elsewhere/{pid}/{created}", one_host=False)


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


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(str(path))


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    Store(str(path)).close()
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE about SET value = '99'"))
    engine.dispose()
    with pytest.raises(StoreError, match="schema 99"):
        Store(str(path))


def test_choosing_rows_works_on_what_is_read(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        run_id = (await store.create_experiment("x", [new_run()])).runs[0].id
        await store.append(run_id, steps_frame(1, 100), {})
        loss = (await store.steps(run_id, 1, 100)).columns["loss"]
        assert len(choose_rows(loss, 20)) <= 20

    play(scenario)
