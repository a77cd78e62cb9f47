"""Parquet says what CSV and JSON say, in pieces, as an independent reader finds it."""

import asyncio
import threading
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from arro3.core import Array as ArrowArray
from arro3.core import DataType, Field, RecordBatch, Schema
from hypothesis import given
from hypothesis import strategies as st
from tests.server.http.million import MILLION
from tests.server.http.test_series import Shelf, ask_early, asked, columns, csv_of, leave_after
from tests.server.parquet import Read, read

from ravine.server.http.file_answer import FileAnswer
from ravine.server.http.lines import STEPS_OF_A_PIECE, Stretch
from ravine.server.http.parquet import ROWS_OF_A_GROUP, ParquetWriter
from ravine.server.http.series import THINNING, Asked
from ravine.server.http.series_parquet import MEDIA_TYPE, as_parquet
from ravine.store import Run, Store
from ravine.wire.frames import Array

LOSS = {"name": "loss", "axes": ["step"], "unit": "nat"}
PLAN = {"instruments": [{"columns": [LOSS, {"name": "other"}]}]}
RUN = cast(Run, SimpleNamespace(id="run", experiment_id="some", settings={"seed": 3}, plan=PLAN))


def file_of(what: Asked) -> bytes:
    async def gather() -> bytes:
        return b"".join([part async for part in as_parquet(what, RUN)])

    return asyncio.run(gather())


def as_text(found: Read, row: int) -> dict[str, str]:
    """A row as CSV has it, but for how numbers are written."""
    cells = {name: np.ma.asarray(values)[row] for name, values in found.columns.items()}
    return {name: "" if cell is np.ma.masked else str(cell) for name, cell in cells.items()}


def same(cell: str, other: str) -> bool:
    """Both empty, or the same number."""
    if "" in (cell, other):
        return cell == other
    return np.array_equal(np.float32(cell), np.float32(other), equal_nan=True)


@given(columns, st.integers(1, 60), st.integers(1, 30), st.none() | st.integers(5, 80))
def test_it_is_the_table_that_csv_is(
    stored: tuple[Array, Array], piece: int, first: int, most: int | None
) -> None:
    what = asked(Shelf(*stored), piece, most, first)
    rows, found = csv_of(what), read(file_of(what))
    assert found.columns["step"].tolist() == [int(row["step"]) for row in rows]
    for index, row in enumerate(rows):
        text = as_text(found, index)
        assert list(text) == list(row)
        assert all(same(text[name], row[name]) for name in row)


class Mixed(Shelf):
    """A store whose columns are of many types, and measured late."""

    def __init__(self) -> None:
        super().__init__(np.array([1e300, -np.inf, np.nan]), np.array([[1, 255]] * 3, "u1"))

    async def snapshot_column(
        self, run_id: str, name: str, from_step: int
    ) -> tuple[list[int], Array]:
        return [3], np.array([2**53 + 1], "i8")


def test_every_number_keeps_its_type() -> None:
    found = read(file_of(asked(Mixed(), 1, None)))
    assert found.types == {
        "step": "BIGINT",
        "loss": "DOUBLE",
        "val": "BIGINT",
        "norms[0]": "UTINYINT",
        "norms[1]": "UTINYINT",
    }
    assert found.columns["loss"].tolist()[:2] == [1e300, -np.inf]
    assert np.isnan(found.columns["loss"][2])
    assert found.columns["val"].tolist() == [None, None, 2**53 + 1]
    assert found.columns["norms[1]"].tolist() == [255] * 3


@pytest.mark.parametrize(("most", "said"), [(None, None), (5, THINNING), (100, None)])
def test_it_says_what_it_is_of(most: int | None, said: str | None) -> None:
    shelf = Shelf(np.ones(50, "f4"), np.ones((50, 2), "f4"))
    assert read(file_of(asked(shelf, 10, most))).about == {
        "run_id": "run",
        "experiment_id": "some",
        "settings": {"seed": 3},
        "columns": {"loss": LOSS},
        "thinning": said,
    }


class Unmeasured(Shelf):
    """A store that has none of a run's snapshots yet."""

    async def snapshot_column(
        self, run_id: str, name: str, from_step: int
    ) -> tuple[list[int], Array]:
        return [], np.array([])


@pytest.mark.parametrize("most", [None, 5])
def test_of_a_run_that_has_not_begun_it_has_the_columns(most: int | None) -> None:
    early = ask_early("loss,sharpness", "sharpness")
    shelf = Unmeasured(np.empty(0, "f4"), np.empty((0, 2), "f4"))
    stretch = Stretch(cast(Store, shelf), "run", 1, 0)
    found = read(file_of(Asked(early.names, early.of_steps, 0, stretch, most)))
    assert found.types == {"step": "BIGINT", "loss": "FLOAT", "sharpness": "FLOAT"}
    assert [len(values) for values in found.columns.values()] == [0, 0, 0]


def test_readers_of_a_million_steps_hold_little(million: tuple[Path, str]) -> None:
    """What the library holds is a group at most: it leaves in parts of the size of one."""
    path, run_id = million

    def parts_of(store: Store) -> AsyncIterator[bytes]:
        stretch = Stretch(store, run_id, 1, MILLION)
        return as_parquet(Asked(("loss", "norms"), ("loss", "norms"), 1, stretch, None), RUN)

    async def sizes(store: Store) -> list[int]:
        return [len(part) async for part in parts_of(store)]

    async def play() -> tuple[list[bytes], list[list[int]], float]:
        store = Store(str(path))
        try:
            parts = [part async for part in parts_of(store)]
            tracemalloc.start()
            found = await asyncio.gather(*(sizes(store) for _ in range(3)))
            return parts, found, tracemalloc.get_traced_memory()[1] / 2**20
        finally:
            tracemalloc.stop()
            store.close()

    parts, found, peak_mib = asyncio.run(play())
    assert [len(part) for part in parts] == found[0] == found[1] == found[2]
    assert peak_mib < 12
    file = read(b"".join(parts))
    assert file.groups == -(-MILLION // ROWS_OF_A_GROUP)
    assert max(map(len, parts)) < (ROWS_OF_A_GROUP + STEPS_OF_A_PIECE) * (8 + 3 * 4)
    step = np.arange(1, MILLION + 1)
    assert np.array_equal(file.columns["step"], step)
    assert np.array_equal(file.columns["loss"], (1 / step).astype("f4"))
    assert np.array_equal(np.isnan(file.columns["norms[1]"]), step % 1000 == 0)


def writers() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "parquet-writer"]


def all_end(threads: list[threading.Thread]) -> bool:
    for one in threads:
        one.join(20)
    return not any(one.is_alive() for one in threads)


def test_who_leaves_is_read_and_written_for_no_more() -> None:
    shelf = Shelf(np.ones(100_000, "f4"), np.ones((100_000, 2), "f4"))

    async def play() -> bool:
        answer = FileAnswer(as_parquet(asked(shelf, 100, None), RUN), "run.parquet", MEDIA_TYPE)
        await leave_after(3, shelf, answer)
        return await asyncio.to_thread(all_end, writers())

    assert asyncio.run(play())
    assert shelf.reads == 3


def test_what_goes_wrong_while_writing_is_told_to_who_waits() -> None:
    schema = Schema([Field("step", DataType.int64())])
    wrong = RecordBatch({"loss": ArrowArray.from_numpy(np.ones(3))})
    writer = ParquetWriter(schema, {})
    with pytest.raises(Exception, match=r"(?i)schema"):
        writer.write(wrong)
    assert all_end(writers())
