"""Which rows to show when there are too many: never a random sample."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from ravine.wire.frames import Array

ROWS_PER_BUCKET: Final = 5


def choose_rows(values: Array, max_points: int, finite: Array | None = None) -> Array:
    """Indices of at most `max_points` rows that keep a curve's looks.

    The rows are divided into buckets of equal length. Of every bucket are kept: the first and the
    last row, the rows of the least and the greatest finite value, and the first row that is not
    finite. So no spike and no NaN vanishes from a picture; the choice depends on nothing else.

    Args:
        values: [n] the column that decides, as a rule the loss.
        max_points: the bound, at least 5.
        finite: [n] whether a row is finite in all columns; by default as `values` has it.

    Returns:
        Indices [<= max_points], increasing; all rows when there are no more than that.
    """
    count = len(values)
    if count <= max_points:
        return np.arange(count)
    return bucket_rows(values, bucket_size(count, max_points), finite)


def bucket_size(count: int, max_points: int) -> int:
    """How many rows a bucket has when at most `max_points` of `count` rows are to be kept."""
    return -(-count // max(max_points // ROWS_PER_BUCKET, 1))


def bucket_rows(values: Array, size: int, finite: Array | None = None) -> Array:
    """Indices, increasing, of the rows that are kept of each bucket of `size` rows.

    Args:
        values: [n] the column that decides.
        size: rows of a bucket; the last may have fewer.
        finite: [n] whether a row is finite in all columns; by default as `values` has it.
    """
    count = len(values)
    plain = np.isfinite(values)
    whole = plain if finite is None else plain & finite
    starts = np.arange(0, count, size)
    chosen = [
        starts,
        np.minimum(starts + size, count) - 1,
        starts + _in_buckets(np.where(plain, values, np.inf), size, np.inf).argmin(axis=1),
        starts + _in_buckets(np.where(plain, values, -np.inf), size, -np.inf).argmax(axis=1),
        starts + _in_buckets(whole, size, fill=True).argmin(axis=1),
    ]
    return np.unique(np.concatenate(chosen))


def finite_rows(columns: Mapping[str, Array]) -> Array:
    """[n] whether a row is finite in every column."""
    whole: Array = np.ones(len(next(iter(columns.values()))), dtype=bool)
    for values in columns.values():
        whole &= np.isfinite(values).reshape(len(values), -1).all(axis=1)
    return whole


def _in_buckets(values: Array, size: int, fill: float) -> Array:
    missing = -len(values) % size
    return np.append(values, np.full(missing, fill, values.dtype)).reshape(-1, size)
