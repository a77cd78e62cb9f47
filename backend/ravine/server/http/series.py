"""Which columns of a run are asked for, and their answer as JSON, in pieces."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ravine.server.http.lines import STEPS_OF_A_PIECE, Line, Stretch, snapshot_line, thin
from ravine.store import Run, Store
from ravine.vocabulary.problems import Problem, Problems, nearest
from ravine.wire.encoding import encode_plain, nonfinite
from ravine.wire.frames import Array

THINNING: Final = (
    "Of each bucket of equally many rows: the first, the last, those of the least and of the "
    "largest finite value, and the first that is not finite."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Columns of a run, as far as they are stored now.

    Args:
        names: in the order of the request.
        of_steps: those of `names` that have a row for each step.
        from_step: the first step asked for; the first snapshot is of step 0.
        stretch: the steps that are stored.
        max_points: most rows of a column; None for all.
    """

    names: tuple[str, ...]
    of_steps: tuple[str, ...]
    from_step: int
    stretch: Stretch
    max_points: int | None

    async def snapshots(self, name: str) -> Line:
        """A column that has a row for each snapshot."""
        place = self.stretch
        line = await snapshot_line(place.store, place.run_id, name, self.from_step)
        return line if self.max_points is None else thin(line, self.max_points)


async def asked_for(
    store: Store, run: Run, names: str, from_step: int, max_points: int | None
) -> Asked:
    """The columns whose names are given, separated by commas.

    Raises:
        Problems: the run has no such column.
    """
    wanted = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    found_steps, found_snapshots = await store.column_names(run.id)
    known_steps = found_steps or planned_names(run, "step")
    check_names(wanted, [*known_steps, *planned_names(run, "snapshot"), *found_snapshots])
    of_steps = tuple(name for name in wanted if name in known_steps)
    stretch = Stretch(store, run.id, max(from_step, 1), run.step)
    return Asked(wanted, of_steps, from_step, stretch, max_points)


def planned_names(run: Run, finest: Literal["step", "snapshot"]) -> list[str]:
    """The columns that a run will have, whether or not it has sent any yet."""
    chosen = [one for one in run.plan["instruments"] if one["finest"] == finest]
    return [column["name"] for one in chosen for column in one["columns"]]


def check_names(wanted: Iterable[str], known: Iterable[str]) -> None:
    """Refuse names that the run does not have."""
    names = list(known)
    problems = [
        Problem("/query/names", f"Unknown column '{name}'.", nearest(name, names))
        for name in wanted
        if name not in names
    ]
    if problems:
        raise Problems(problems)


async def as_json(asked: Asked) -> AsyncIterator[bytes]:
    """The answer; null where a value is not finite, and what it was beside it.

    In pieces: whoever reads slowly is waited for, and no more is held than one piece, or one
    column that was thinned.
    """
    odd = Odd()
    fewer = False
    yield b'{"run_id":' + encode_plain(asked.stretch.run_id) + b',"series":{'
    for index, name in enumerate(asked.names):
        yield (b"," if index else b"") + encode_plain(name) + b":{"
        if name in asked.of_steps and asked.max_points is None:
            async for part in whole_column(asked.stretch, name, odd):
                yield part
        else:
            line = await shown_column(asked, name)
            fewer |= len(line.step) < line.rows
            odd.note(name, line.value)
            for part in (b'"step":[', *items(line.step), b'],"value":[', *items(line.value)):
                yield part
            yield b'],"rows":%d}' % line.rows
    yield b'},"nonfinite":{'
    async for part in odd.pieces(asked.stretch):
        yield part
    rest = {"downsampled": fewer, "thinning": THINNING if fewer else None}
    yield b"}," + encode_plain(rest).removeprefix(b"{")


async def shown_column(asked: Asked, name: str) -> Line:
    """A column that is small, or thinned until it is."""
    if name in asked.of_steps and asked.max_points is not None:
        return await asked.stretch.thinned(name, asked.max_points)
    return await asked.snapshots(name)


async def whole_column(stretch: Stretch, name: str, odd: "Odd") -> AsyncIterator[bytes]:
    """Every row of a per-step column."""
    yield b'"step":['
    for start in range(stretch.first, stretch.last + 1, stretch.piece):
        step = np.arange(start, min(start + stretch.piece, stretch.last + 1))
        yield (b"," if start > stretch.first else b"") + encode_plain(step)[1:-1]
    yield b'],"value":['
    first = True
    async for _, columns in stretch.pieces([name]):
        odd.expect(name, columns[name])
        yield (b"" if first else b",") + encode_plain(np.ascontiguousarray(columns[name]))[1:-1]
        first = False
    yield b'],"rows":%d}' % stretch.rows


class Odd:
    """Numbers that are not finite: those of small columns are kept, others are read once more."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}
        self._again: dict[str, None] = {}

    def note(self, name: str, values: Array) -> None:
        """A column that is held whole."""
        found = nonfinite(values)
        if found:
            self._kept[name] = found

    def expect(self, name: str, values: Array) -> None:
        """A piece of a column that is not held."""
        if not np.isfinite(values).all():
            self._again[name] = None

    async def pieces(self, stretch: Stretch) -> AsyncIterator[bytes]:
        """The members of `nonfinite`."""
        separator = b""
        for name, found in self._kept.items():
            yield separator + encode_plain({name: found})[1:-1]
            separator = b","
        for name in self._again:
            yield separator + encode_plain(name) + b":{"
            separator = b","
            between, before = b"", 0
            async for _, columns in stretch.pieces([name]):
                values = columns[name]
                found = {str(before + int(at)): what for at, what in nonfinite(values).items()}
                before += values.size
                if found:
                    yield between + encode_plain(found)[1:-1]
                    between = b","
            yield b"}"


def items(values: Array) -> Iterable[bytes]:
    """The items of a JSON list, with commas between them; orjson stops all threads as it writes."""
    for start in range(0, len(values), STEPS_OF_A_PIECE):
        piece = np.ascontiguousarray(values[start : start + STEPS_OF_A_PIECE])
        yield (b"," if start else b"") + encode_plain(piece)[1:-1]
