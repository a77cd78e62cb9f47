"""Whole frames, put together and taken apart as a client does."""

import struct
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from ravine.wire.frames import (
    ALIGNMENT,
    Array,
    FrameError,
    PlacedColumn,
    decode_columns,
    encode_header,
    join_frame,
)


def encode_frame(header: Mapping[str, Any], columns: Sequence[PlacedColumn], body: bytes) -> bytes:
    """Put header and body together; `columns` is added to the header."""
    return join_frame(encode_header(header, columns), body)


def decode_frame(data: bytes) -> tuple[dict[str, Any], dict[str, Array]]:
    """The header and the arrays of a frame.

    Raises:
        FrameError: the bytes are not a frame.
    """
    try:
        (length,) = struct.unpack_from("<I", data)
        header = orjson.loads(data[4 : 4 + length])
        placed = [
            PlacedColumn(entry["name"], entry["dtype"], tuple(entry["shape"]), entry["offset"])
            for entry in header["columns"]
        ]
    except (struct.error, ValueError, KeyError, TypeError) as error:
        raise FrameError(f"not a frame: {error}") from error
    start = 4 + length + (-(4 + length) % ALIGNMENT)
    return header, decode_columns(placed, memoryview(data)[start:])
