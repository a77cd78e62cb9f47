"""Reads Parquet files with another implementation than the one that writes them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb
import numpy as np
import orjson

from ravine.wire.frames import Array


class Read(NamedTuple):
    """A file: its columns, masked where they are null, their types, its metadata and groups."""

    columns: Mapping[str, Array]
    types: Mapping[str, str]
    about: Any
    groups: int


def read(content: bytes) -> Read:
    """All that a file says."""
    with opened(content) as (database, name):
        table = database.sql("FROM read_parquet($name)", params={"name": name})
        columns = table.fetchnumpy()
        types = dict(zip(table.columns, map(str, table.types), strict=True))
        sql = "SELECT value FROM parquet_kv_metadata($name) WHERE key = 'ravine'"
        [(said,)] = database.execute(sql, {"name": name}).fetchall()
        sql = "SELECT num_row_groups FROM parquet_file_metadata($name)"
        [(groups,)] = database.execute(sql, {"name": name}).fetchall()
        return Read(columns, types, orjson.loads(said), groups)


@contextmanager
def opened(content: bytes) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """A database that can read the file under a name."""
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as database:
        path = Path(folder) / "series.parquet"
        path.write_bytes(content)
        yield database, str(path)


def column(found: Read, name: str) -> tuple[list[int], Array]:
    """The steps at which a column has values, and these."""
    values = np.ma.asarray(found.columns[name])
    there = ~np.ma.getmaskarray(values)
    return found.columns["step"][there].tolist(), values.data[there]
