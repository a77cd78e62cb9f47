"""The one JSON encoder: NumPy arrays written directly, and never a NaN.

JSON has no word for numbers that are not finite. They are written as `null`, and a map named
`nonfinite` says what stood there: `{column: {index: "nan" | "inf" | "-inf"}}`, where the index
counts row by row through the column. The map belongs to the nearest enclosing object that has a
key `nonfinite`; columns of objects further in are joined with dots (`state.mu.x`). An answer
without such an object gets the map at its top, when there is something to say.
"""

import math
from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import orjson

Nonfinite: TypeAlias = dict[str, dict[str, str]]

KEY = "nonfinite"
_PLAIN = frozenset({str, int, bool, type(None)})
_OPTIONS = orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS


def encode(value: Any) -> bytes:
    """JSON bytes of dicts, lists, plain values and NumPy arrays."""
    found: Nonfinite = {}
    plain = _walk(value, "", found)
    if found:
        plain = {**plain, KEY: found} if isinstance(plain, dict) else plain
    return orjson.dumps(plain, option=_OPTIONS)


def encode_plain(value: Any) -> bytes:
    """JSON bytes without a map: numbers that are not finite become `null`."""
    return orjson.dumps(value, option=_OPTIONS)


def canonical(value: Any) -> bytes:
    """Bytes that are equal when the values are, whatever the order of their keys."""
    return orjson.dumps(value, option=_OPTIONS | orjson.OPT_SORT_KEYS)


def nonfinite(values: np.ndarray[Any, Any]) -> dict[str, str]:
    """The non-finite numbers of an array by their index, counted row by row."""
    if values.dtype.kind != "f":
        return {}
    flat = values.reshape(-1)
    return {str(index): name_of(flat[index]) for index in np.flatnonzero(~np.isfinite(flat))}


def nonfinite_columns(columns: Mapping[str, np.ndarray[Any, Any]]) -> Nonfinite:
    """The non-finite numbers of the columns that have any."""
    found = {name: nonfinite(values) for name, values in columns.items()}
    return {name: indices for name, indices in found.items() if indices}


def name_of(number: float) -> str:
    """`"nan"`, `"inf"` or `"-inf"`."""
    if math.isnan(number):
        return "nan"
    return "inf" if number > 0 else "-inf"


def _walk(value: Any, path: str, found: Nonfinite) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Mapping):
        return _walk_mapping(value, path, found)
    if isinstance(value, list | tuple):
        return [_walk(item, _join(path, index), found) for index, item in enumerate(value)]
    if isinstance(value, np.ndarray | np.generic):
        return _walk_array(np.asarray(value), path, found)
    if isinstance(value, float) and not math.isfinite(value):
        found[path] = {"0": name_of(value)}
        return None
    return value


def _walk_mapping(value: Mapping[Any, Any], path: str, found: Nonfinite) -> dict[Any, Any]:
    if KEY not in value:
        return {key: _walk(item, _join(path, key), found) for key, item in value.items()}
    own: Nonfinite = dict(value[KEY])
    inner = {key: _walk(item, str(key), own) for key, item in value.items() if key != KEY}
    return {**inner, KEY: own}


def _walk_array(values: np.ndarray[Any, Any], path: str, found: Nonfinite) -> Any:
    names = nonfinite(values)
    if names:
        found[path] = names
    if values.ndim == 0:
        return None if names else values[()]
    return np.ascontiguousarray(values)


def _join(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)
