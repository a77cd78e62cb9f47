"""Frames and snapshots come back as they went in."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.made import Play, new_run, play_with, said_at, snapshot_frame, steps_frame

from ravine.store import Store, StoreError
from ravine.store.downsample import choose_rows
from ravine.wire.frames import Frame, decode_columns, encode_columns


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
        steps, losses = await store.snapshot_column(run_id, "validation_loss", 5)
        assert (steps, losses.tolist()) == ([5, 10], [5, 10])
        assert (await store.snapshot_column(run_id, "counts", 5))[1].shape == (2, 2, 4)
        assert await store.column_names(run_id) == ([], ["validation_loss", "counts"])
        run = await store.run(run_id)
        assert run is not None
        assert run.metrics == {"validation_loss": 10.0}

    play(scenario)


def test_a_column_may_come_with_some_snapshots_alone(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        run_id = (await store.create_experiment("x", [new_run()])).runs[0].id
        await store.append(run_id, snapshot_frame(0), {})
        for step in (3, 6):
            placed, body = encode_columns({"sharpness": np.array(step, "f4")})
            await store.append(run_id, Frame("snapshot", step, 1, placed, body), {})
        await store.append(run_id, snapshot_frame(8), {})
        steps, sharpness = await store.snapshot_column(run_id, "sharpness")
        assert (steps, sharpness.tolist()) == ([3, 6], [3, 6])
        assert (await store.snapshot_column(run_id, "validation_loss"))[0] == [0, 8]
        assert (await store.snapshot_column(run_id, "sharpness", 7))[0] == []
        names = ["validation_loss", "counts", "sharpness"]
        assert await store.column_names(run_id) == ([], names)
        assert [step for step, _ in await store.readings(run_id)] == [0, 8]

    play(scenario)


def test_readings_are_kept_with_their_snapshots(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        experiment = await store.create_experiment("a", [new_run("A")])
        run_id = experiment.runs[0].id
        assert experiment.runs[0].tone == "plain"
        assert await store.readings(run_id) == []
        for step, tone in ((0, "warn"), (7, "good")):
            await store.append(run_id, snapshot_frame(step), {})
            found = await store.run(run_id)
            assert found is not None
            assert found.tone == tone
        assert await store.readings(run_id) == [(0, said_at(0)), (7, said_at(7))]
        snapshot = await store.snapshot(run_id, 7)
        assert snapshot is not None
        assert snapshot.readings == said_at(7)

    play(scenario)


def test_choosing_rows_works_on_what_is_read(play: Callable[[Play], None]) -> None:
    async def scenario(store: Store) -> None:
        run_id = (await store.create_experiment("x", [new_run()])).runs[0].id
        await store.append(run_id, steps_frame(1, 100), {})
        loss = (await store.steps(run_id, 1, 100)).columns["loss"]
        assert len(choose_rows(loss, 20)) <= 20

    play(scenario)
