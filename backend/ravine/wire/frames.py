"""The binary frame: columns of numbers for a range of steps.

Layout, all little-endian::

    u32 header length | JSON header | zeros | body

The zeros make the body begin at a multiple of 8; inside the body every array begins at a multiple
of 8 as well, so that a browser can lay typed arrays over the received buffer without a copy.
Non-finite numbers keep their bits.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import numpy as np
import orjson

from ravine.readings.trainings.reading import Reading

ALIGNMENT: Final = 8
DTYPES: Final = frozenset({"f4", "f8", "u1", "u4", "i4", "i8"})

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]
Columns: TypeAlias = Mapping[str, Array]
Readings: TypeAlias = tuple[Reading, ...] | None


class PlacedColumn(NamedTuple):
    """Where one array lies in a body: its dtype, its shape and its offset in bytes."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int


FrameKind: TypeAlias = Literal["steps", "snapshot"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Columns as a run sends them on its way and as the store keeps them.

    Args:
        kind: per-step columns, or the columns of one snapshot.
        first_step: the first step covered (a snapshot: the step it was taken at).
        steps: how many steps are covered.
        columns: where the arrays lie in `body`.
        body: the arrays' bytes.
        readings: what a snapshot means, the most telling first; None where it was not read.
    """

    kind: FrameKind
    first_step: int
    steps: int
    columns: tuple[PlacedColumn, ...]
    body: bytes
    readings: Readings = None


class FrameError(ValueError):
    """The bytes are not a frame, or the arrays cannot be written into one."""


def encode_columns(columns: Columns) -> tuple[tuple[PlacedColumn, ...], bytes]:
    """Lay the arrays one after the other, each at a multiple of 8 bytes.

    Raises:
        FrameError: an array's type is none of f4, f8, u1, u4, i4, i8.
    """
    placed: list[PlacedColumn] = []
    parts: list[bytes] = []
    offset = 0
    for name, values in columns.items():
        data = _little_endian(name, values)
        placed.append(PlacedColumn(name, data.dtype.str[1:], data.shape, offset))
        padded = _padded(data.tobytes())
        parts.append(padded)
        offset += len(padded)
    return tuple(placed), b"".join(parts)


def decode_columns(columns: Sequence[PlacedColumn], body: bytes | memoryview) -> dict[str, Array]:
    """Views of the arrays in `body`, read-only and without a copy.

    Raises:
        FrameError: a column does not fit into the body.
    """
    return {column.name: _view(column, body) for column in columns}


def encode_header(header: Mapping[str, Any], columns: Sequence[PlacedColumn]) -> bytes:
    """The header as JSON, with where the columns lie."""
    return orjson.dumps({**header, "columns": [column._asdict() for column in columns]})


def join_frame(head: bytes, body: bytes) -> bytes:
    """A frame from its JSON header and its body."""
    gap = -(4 + len(head)) % ALIGNMENT
    return b"".join((struct.pack("<I", len(head)), head, bytes(gap), body))


def columns_to_json(columns: Sequence[PlacedColumn]) -> bytes:
    """The columns as the store keeps them beside their body."""
    return orjson.dumps([list(column) for column in columns])


def columns_from_json(text: bytes | str) -> tuple[PlacedColumn, ...]:
    """The inverse of `columns_to_json`."""
    return tuple(
        PlacedColumn(name, dtype, tuple(shape), offset)
        for name, dtype, shape, offset in orjson.loads(text)
    )


def readings_to_json(readings: Readings) -> bytes:
    """The readings as the store keeps them and as a frame's header bears them."""
    return orjson.dumps(readings)


def readings_from_json(text: bytes | str) -> Readings:
    """The inverse of `readings_to_json`."""
    found = orjson.loads(text)
    return None if found is None else tuple(Reading(**fields) for fields in found)


def _little_endian(name: str, values: Array) -> Array:
    data = np.asarray(values)
    kind = f"{data.dtype.kind}{data.dtype.itemsize}"
    if kind not in DTYPES:
        raise FrameError(f"column {name!r} has type {data.dtype}, a frame holds {sorted(DTYPES)}")
    return data.astype(f"<{kind}", order="C", copy=False)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % ALIGNMENT)


def _view(column: PlacedColumn, body: bytes | memoryview) -> Array:
    if column.dtype not in DTYPES:
        raise FrameError(f"column {column.name!r} has the unknown type {column.dtype!r}")
    count = int(np.prod(column.shape, dtype=np.int64))
    try:
        flat = np.frombuffer(body, f"<{column.dtype}", count, column.offset)
        return flat.reshape(column.shape)
    except ValueError as error:
        raise FrameError(f"column {column.name!r} does not fit: {error}") from error
