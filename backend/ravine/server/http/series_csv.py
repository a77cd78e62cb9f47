"""Columns of a run as CSV, in pieces."""

import asyncio
from collections.abc import AsyncGenerator

from ravine.server.http.lines import Line
from ravine.server.http.series import Asked
from ravine.server.http.series_table import cells_at, pieces, single, steps_of
from ravine.wire.tables import csv_lines


async def as_csv(asked: Asked) -> AsyncGenerator[str]:
    """A row for each step that any column has, a column for each layer."""
    begun = False
    async for lines in pieces(asked):
        if not begun:
            yield header(lines)
            begun = True
        yield await asyncio.to_thread(rows, lines)


def header(lines: dict[str, Line]) -> str:
    """The names."""
    return csv_lines([["step", *(name for name, _ in single(lines))]])


def rows(lines: dict[str, Line]) -> str:
    """A row for each step of any of the lines, empty cells where a line has no value."""
    steps = steps_of(lines)
    cells = [cells_at(line, steps) for _, line in single(lines)]
    return csv_lines(zip(steps.tolist(), *cells, strict=True))
