"""Equality of results by their values: arrays number by number, NaN equal to NaN."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar

import numpy as np


class ByValue:
    """A dataclass of arrays that equals another of its type with the same values.

    Like the arrays in it, it has no hash.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]
    __hash__ = None  # type: ignore[assignment]  # as Python does itself beside __eq__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        compared = [field.name for field in fields(self) if field.compare]
        return all(same(getattr(self, name), getattr(other, name)) for name in compared)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal, looking into mappings and arrays."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return bool(one == other)
