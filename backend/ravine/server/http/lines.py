"""Reads columns of a run in pieces: whole, or thinned on the way."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ravine.store import Store, StoreError
from ravine.store.downsample import bucket_rows, bucket_size, finite_rows
from ravine.wire.frames import Array

STEPS_OF_A_PIECE: Final = 8192


@dataclass(frozen=True, slots=True)
class Line:
    """A column: the step of each row, and the rows.

    Args:
        step: [n].
        value: [n], or [n, layers] where there is one number for each layer.
        rows: how many rows are stored, of which these are all or the telling ones.
    """

    step: Array
    value: Array
    rows: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Per-step columns of a run from one step to another, both included, all of them stored.

    Args:
        piece: steps that are read at once.
    """

    store: Store
    run_id: str
    first: int
    last: int
    piece: int = STEPS_OF_A_PIECE

    @property
    def rows(self) -> int:
        """How many steps it has."""
        return max(self.last - self.first + 1, 0)

    async def pieces(
        self, names: Sequence[str], first: int | None = None, last: int | None = None
    ) -> AsyncIterator[tuple[Array, dict[str, Array]]]:
        """Steps and columns, piece by piece; a column that is not stored yet is left out."""
        at = self.first if first is None else first
        end = self.last if last is None else last
        while at <= end:
            found = await self.store.steps(
                self.run_id, at, min(at + self.piece - 1, end), list(names)
            )
            if found.steps == 0:
                raise StoreError("The run was deleted while it was read.")
            at = found.first_step + found.steps
            yield np.arange(found.first_step, at), dict(found.columns)

    async def thinned(self, name: str, max_points: int) -> Line:
        """At most `max_points` rows of a column, chosen so that its curve keeps its looks.

        The rows are those that `choose_rows` finds in the whole column, which is never held.
        """
        size = 1 if self.rows <= max_points else bucket_size(self.rows, max_points)
        at_once = max(self.piece // size, 1) * size
        kept = []
        for start in range(self.first, self.last + 1, at_once):
            end = min(start + at_once - 1, self.last)
            parts = [
                telling(step, columns[name], size)
                async for step, columns in self.pieces([name], start, end)
                if name in columns
            ]
            joined = join(parts)
            # A bucket larger than a piece: the telling rows of its parts, and of these again.
            kept.append(telling(*joined, size=len(joined[0])) if len(parts) > 1 else joined)
        return Line(*join(kept), self.rows)


def telling(step: Array, value: Array, size: int) -> tuple[Array, Array]:
    """The rows that are kept of each bucket; the first number of a row decides."""
    if size == 1:
        return step, value
    flat = value.reshape(len(step), -1)
    rows = bucket_rows(flat[:, 0], size, finite_rows({"value": flat}))
    return step[rows], value[rows]


def join(parts: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    """The parts one after the other."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return np.empty(0, "i8"), np.empty(0, "f4")
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


async def snapshot_line(store: Store, run_id: str, name: str, from_step: int) -> Line:
    """A column of snapshots, of which there are few."""
    steps, rows = await store.snapshot_column(run_id, name, from_step)
    return Line(np.array(steps, "i8"), rows, len(steps))


def thin(line: Line, max_points: int) -> Line:
    """The same for a column that is held already."""
    if line.rows <= max_points:
        return line
    step, value = telling(line.step, line.value, bucket_size(line.rows, max_points))
    return Line(step, value, line.rows)
