"""Columns of a run as Parquet, in pieces: the table that CSV has, with its numbers as they are."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, Final

import numpy as np
from arro3.core import Array as ArrowArray
from arro3.core import DataType, Field, RecordBatch, Schema

from ravine.server.http.lines import Line
from ravine.server.http.parquet import ParquetWriter
from ravine.server.http.series import THINNING, Asked
from ravine.server.http.series_table import cells_at, pieces, single, steps_of
from ravine.store import Run
from ravine.wire.encoding import encode_plain
from ravine.wire.frames import Array

MEDIA_TYPE: Final = "application/vnd.apache.parquet"
KEY: Final = "ravine"


async def as_parquet(asked: Asked, run: Run) -> AsyncGenerator[bytes]:
    """A row for each step that any column has, a column for each layer; null where it has none."""
    tables = pieces(asked)
    lines = await anext(tables)
    schema = schema_of(lines)
    writer = ParquetWriter(schema, {KEY: encode_plain(about(asked, run, lines)).decode()})

    def write(lines: dict[str, Line]) -> bytes:
        return writer.write(batch_of(lines, schema))

    try:
        yield await asyncio.to_thread(write, lines)
        async for lines in tables:
            yield await asyncio.to_thread(write, lines)
        yield await asyncio.to_thread(writer.end)
    finally:
        writer.leave()


def about(asked: Asked, run: Run, lines: dict[str, Line]) -> dict[str, Any]:
    """What was run, what its columns mean, and which rows are here."""
    fewer = any(len(line.step) < line.rows for line in lines.values())
    return {
        "run_id": run.id,
        "experiment_id": run.experiment_id,
        "settings": run.settings,
        "columns": {name: meaning for name, meaning in meanings(run).items() if name in lines},
        "thinning": THINNING if asked.max_points is not None and fewer else None,
    }


def meanings(run: Run) -> dict[str, Any]:
    """Axes, unit and summary of every column, by the run's plan."""
    columns = [column for one in run.plan["instruments"] for column in one["columns"]]
    return {column["name"]: column for column in columns}


def schema_of(lines: dict[str, Line]) -> Schema:
    """The columns' names and types, those in which they were measured."""
    step = Field("step", DataType.int64(), nullable=False)
    return Schema([step, *(Field(name, type_of(line)) for name, line in single(lines))])


def type_of(line: Line) -> DataType:
    """float32 where nothing was measured yet, as nearly everything is."""
    return ArrowArray.from_numpy(np.empty(0, line.value.dtype if line.rows else "f4")).type


def batch_of(lines: dict[str, Line], schema: Schema) -> RecordBatch:
    """The rows as arrow has them."""
    steps = steps_of(lines)
    columns = [column_at(line, steps) for _, line in single(lines)]
    return RecordBatch([ArrowArray.from_numpy(steps), *columns], schema=schema)


def column_at(line: Line, steps: Array) -> ArrowArray:
    """The line's values at these steps, null where it has none: a NaN is a number here."""
    if 0 < len(line.step) == len(steps):
        return ArrowArray.from_numpy(np.ascontiguousarray(line.value))
    return ArrowArray(cells_at(line, steps), type=type_of(line))
