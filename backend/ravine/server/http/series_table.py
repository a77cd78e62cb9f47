"""Columns of a run as one table: a row for each step that any of them has, in pieces."""

from collections.abc import AsyncIterator, Iterator

import numpy as np

from ravine.server.http.lines import Line
from ravine.server.http.series import Asked
from ravine.wire.frames import Array


async def pieces(asked: Asked) -> AsyncIterator[dict[str, Line]]:
    """Every column, thinned in one piece, or whole and one range of steps after the other.

    There is a piece even where there are no rows.
    """
    if asked.max_points is not None:
        yield {
            name: await asked.stretch.thinned(name, asked.max_points)
            if name in asked.of_steps
            else await asked.snapshots(name)
            for name in asked.names
        }
        return
    beside = {
        name: await asked.snapshots(name) for name in asked.names if name not in asked.of_steps
    }
    async for piece in ranges(asked, beside):
        yield piece


async def ranges(asked: Asked, beside: dict[str, Line]) -> AsyncIterator[dict[str, Line]]:
    """Every column, one range of steps after the other; the first begins with step 0."""
    reached = 0
    if asked.of_steps:
        async for step, columns in asked.stretch.pieces(asked.of_steps):
            stored = {name: Line(step, values, len(step)) for name, values in columns.items()}
            begin, reached = reached, int(step[-1]) + 1
            yield in_order(asked, stored, between(beside, begin, reached))
    if not reached:
        empty = Line(np.empty(0, "i8"), np.empty(0, "f4"), 0)
        yield in_order(asked, dict.fromkeys(asked.of_steps, empty), beside)


def between(lines: dict[str, Line], begin: int, end: int) -> dict[str, Line]:
    """The rows of the steps `begin .. end - 1`."""
    cut = {}
    for name, line in lines.items():
        there = (line.step >= begin) & (line.step < end)
        cut[name] = Line(line.step[there], line.value[there], line.rows)
    return cut


def in_order(asked: Asked, stored: dict[str, Line], beside: dict[str, Line]) -> dict[str, Line]:
    """The columns in the order in which they were asked for."""
    both = {**stored, **beside}
    return {name: both[name] for name in asked.names if name in both}


def single(lines: dict[str, Line]) -> Iterator[tuple[str, Line]]:
    """Columns of single numbers: `name[0]`, `name[1]`... where there is one for each layer."""
    for name, line in lines.items():
        if line.value.ndim == 1:
            yield name, line
            continue
        width = int(np.prod(line.value.shape[1:]))
        for index, values in enumerate(line.value.reshape(len(line.step), width).T):
            yield f"{name}[{index}]", Line(line.step, values, line.rows)


def steps_of(lines: dict[str, Line]) -> Array:
    """The steps that any of the lines has: [rows]."""
    return np.unique(np.concatenate([np.empty(0, "i8"), *(line.step for line in lines.values())]))


def cells_at(line: Line, steps: Array) -> list[float | None]:
    """The line's values at these steps, None where it has none."""
    if len(line.step) == 0:
        return [None] * len(steps)
    found = np.minimum(np.searchsorted(line.step, steps), len(line.step) - 1)
    there = line.step[found] == steps
    return [
        value if known else None
        for value, known in zip(line.value[found].tolist(), there.tolist(), strict=True)
    ]
