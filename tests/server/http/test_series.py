"""Series are read and written in pieces: the same as in one go, within a bound of memory."""

import asyncio
import csv
import io
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from starlette.responses import StreamingResponse
from starlette.types import Message
from tests.jobs.trainings.runs import SMALL, planned
from tests.server.asgi import scope_of
from tests.server.http.million import MILLION

from ravine.python.arrays import series_from_answer
from ravine.server.http.lines import Line, Stretch, thin
from ravine.server.http.series import THINNING, Asked, as_json, asked_for
from ravine.server.http.series_csv import as_csv
from ravine.store import Run, StepRange, Store
from ravine.store.downsample import choose_rows, finite_rows
from ravine.vocabulary.problems import Problems
from ravine.wire.frames import Array

numbers = st.floats(width=32)
columns = st.integers(1, 200).flatmap(
    lambda rows: st.tuples(
        hnp.arrays(np.float32, rows, elements=numbers),
        hnp.arrays(np.float32, (rows, 2), elements=numbers),
    )
)


class Shelf:
    """A store that holds two columns, and snapshots of step 0 and of every tenth step."""

    def __init__(self, loss: Array, norms: Array) -> None:
        self.columns = {"loss": loss, "norms": norms}
        self.reads = 0

    async def steps(self, run_id: str, first: int, last: int, names: Sequence[str]) -> StepRange:
        self.reads += 1
        cut = {name: self.columns[name][first - 1 : last] for name in names}
        return StepRange(first, len(next(iter(cut.values()))), cut)

    async def snapshot_column(
        self, run_id: str, name: str, from_step: int
    ) -> tuple[list[int], Array]:
        steps = [step for step in range(0, len(self.columns["loss"]) + 1, 10) if step >= from_step]
        return steps, np.array(steps, "f4") / 10


def asked(shelf: Shelf, piece: int, max_points: int | None, first: int = 1) -> Asked:
    count = len(shelf.columns["loss"])
    stretch = Stretch(cast(Store, shelf), "run", first, count, piece)
    return Asked(
        ("loss", "val", "norms"), ("loss", "norms"), 0 if first == 1 else first, stretch, max_points
    )


def json_of(what: Asked) -> Any:
    async def gather() -> bytes:
        return b"".join([part async for part in as_json(what)])

    return orjson.loads(asyncio.run(gather()))


def csv_of(what: Asked) -> list[dict[str, str]]:
    async def gather() -> str:
        return "".join([part async for part in as_csv(what)])

    return list(csv.DictReader(io.StringIO(asyncio.run(gather()))))


def same_bits(one: Array, other: Array) -> bool:
    """Equal, and not a number in the same places."""
    return np.array_equal(one.astype("f4"), other, equal_nan=True)


@given(columns, st.integers(1, 60))
def test_in_pieces_it_is_the_same_as_whole(stored: tuple[Array, Array], piece: int) -> None:
    loss, norms = stored
    answer = json_of(asked(Shelf(loss, norms), piece, None))
    found = series_from_answer(answer)
    assert list(found) == ["loss", "val", "norms"]
    for name, values in (("loss", loss), ("norms", norms)):
        assert found[name].step.tolist() == list(range(1, len(loss) + 1))
        assert found[name].rows == len(loss)
        assert same_bits(found[name].value, values)
        odd = np.flatnonzero(~np.isfinite(values.reshape(-1)))
        assert set(answer["nonfinite"].get(name, {})) == set(map(str, odd))
    assert (answer["downsampled"], answer["thinning"]) == (False, None)


@given(columns, st.integers(1, 60), st.integers(5, 80))
def test_thinned_in_pieces_it_is_the_same_as_thinned_whole(
    stored: tuple[Array, Array], piece: int, most: int
) -> None:
    loss, norms = stored
    answer = json_of(asked(Shelf(loss, norms), piece, most))
    found = series_from_answer(answer)
    for name, values in (("loss", loss), ("norms", norms)):
        flat = values.reshape(len(values), -1)
        rows = choose_rows(flat[:, 0], most, finite_rows({"value": flat}))
        assert found[name].step.tolist() == (rows + 1).tolist()
        assert same_bits(found[name].value, values[rows])
        assert found[name].rows == len(values)
        assert len(rows) <= most or len(values) <= most
    thinned = any(len(found[name].step) < found[name].rows for name in found)
    assert answer["downsampled"] is thinned
    assert answer["thinning"] == (THINNING if thinned else None)


@given(columns, st.integers(1, 60), st.integers(1, 30))
def test_csv_has_every_number_of_every_step(
    stored: tuple[Array, Array], piece: int, first: int
) -> None:
    loss, norms = stored
    what = asked(Shelf(loss, norms), piece, None, first)
    by_step = {int(row["step"]): row for row in csv_of(what)}
    whole = series_from_answer(json_of(what))
    assert set(by_step) == set().union(*(map(int, line.step) for line in whole.values()))
    for step, row in by_step.items():
        assert list(row) == ["step", "loss", "val", *(("norms[0]", "norms[1]"))] or first > len(
            loss
        )
        for name in ("loss", "val"):
            place = np.flatnonzero(whole[name].step == step)
            assert (
                row[name] == ""
                if not len(place)
                else same_bits(np.array([float(row[name])]), whole[name].value[place].astype("f4"))
            )


def test_thinning_what_is_held_is_the_same() -> None:
    value = np.sin(np.arange(1000.0))
    line = thin(Line(np.arange(1000), value, 1000), 50)
    assert line.step.tolist() == choose_rows(value, 50).tolist()


@pytest.mark.parametrize("max_points", [None, 5000])
def test_readers_of_a_million_steps_hold_little(
    million: tuple[Path, str], max_points: int | None
) -> None:
    """The columns have 12 MB, their JSON over 40; three readers hold less than one of them."""

    path, run_id = million

    async def read(store: Store) -> int:
        stretch = Stretch(store, run_id, 1, MILLION)
        what = Asked(("loss", "norms"), ("loss", "norms"), 1, stretch, max_points)
        size = 0
        async for part in as_json(what):
            size += len(part)
            await asyncio.sleep(0)
        return size

    async def play() -> tuple[list[int], float]:
        store = Store(str(path))
        tracemalloc.start()
        try:
            sizes = await asyncio.gather(*(read(store) for _ in range(3)))
            return sizes, tracemalloc.get_traced_memory()[1] / 2**20
        finally:
            tracemalloc.stop()
            store.close()

    sizes, peak_mib = asyncio.run(play())
    assert len(set(sizes)) == 1
    assert peak_mib < 12
    if max_points is None:
        assert sizes[0] > 40 * 2**20


async def leave_after(reads: int, shelf: Shelf, answer: StreamingResponse) -> None:
    """Take what comes of an answer until so much has been read, and go away."""
    left = asyncio.Event()

    async def receive() -> Message:
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if shelf.reads == reads:
            left.set()
            await asyncio.Event().wait()  # As a client that takes no more makes it wait.

    scope = scope_of("GET", "/", {})
    async with asyncio.timeout(20):
        await answer({**scope, "asgi": {"spec_version": "2.3"}}, receive, send)


def test_who_leaves_is_read_for_no_more() -> None:
    shelf = Shelf(np.ones(100_000, "f4"), np.ones((100_000, 2), "f4"))
    asyncio.run(leave_after(3, shelf, StreamingResponse(as_json(asked(shelf, 100, None)))))
    assert shelf.reads == 3


class Empty:
    """A store that has nothing of a run yet."""

    async def column_names(self, run_id: str) -> tuple[list[str], list[str]]:
        return [], []


def ask_early(names: str, *instruments: str) -> Asked:
    """Ask for columns of a run that has not begun."""
    plan = planned(**SMALL, instruments=list(instruments)).plan.model_dump()
    run = cast(Run, SimpleNamespace(id="run", step=0, plan=plan))
    return asyncio.run(asked_for(cast(Store, Empty()), run, names, 0, None))


def test_before_it_begins_a_run_has_the_columns_of_its_plan() -> None:
    asked = ask_early(
        "loss,update_cosine,sharpness,dead", "update_cosine", "sharpness", "dead_units"
    )
    assert asked.of_steps == ("loss", "update_cosine")
    with pytest.raises(Problems, match="Unknown column 'update_ratio'"):
        ask_early("loss,update_ratio", "sharpness")
