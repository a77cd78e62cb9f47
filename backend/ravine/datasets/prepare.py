"""Splitting and normalizing, the same for every dataset."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from ravine.datasets.base import VALIDATION_SHARE, Data, Dataset, Examples


def prepare(dataset: Dataset, params: Mapping[str, Any]) -> Data:
    """A dataset ready for training; the same parameters give the same arrays."""
    return _prepare(dataset, tuple(params.items()))


@lru_cache(maxsize=16)
def _prepare(dataset: Dataset, params: tuple[tuple[str, Any], ...]) -> Data:
    values = dict(params)
    train, validation = _split(dataset.load(**values), values["data_seed"])
    shift, scale = _normalization(train.x, values["normalization"])
    return Data(*(Examples((part.x - shift) / scale, part.y) for part in (train, validation)))


def _split(examples: Examples, seed: int) -> Data:
    """In chance order; where there are classes, every class in equal shares on both sides."""
    from sklearn.model_selection import train_test_split  # takes a second to import

    parts = train_test_split(
        *examples,
        test_size=VALIDATION_SHARE,
        random_state=seed,
        stratify=examples.y if np.issubdtype(examples.y.dtype, np.integer) else None,
    )
    return Data(Examples(parts[0], parts[2]), Examples(parts[1], parts[3]))


def _normalization(x: np.ndarray, how: str) -> tuple[np.ndarray, np.ndarray]:
    """What to subtract and to divide by; constant features are left as wide as they are."""
    if how == "standardize":
        shift, scale = x.mean(axis=0), x.std(axis=0)
    elif how == "unit_interval":
        shift, scale = x.min(), np.ptp(x)
    else:
        shift, scale = np.zeros(x.shape[1]), np.ones(x.shape[1])
    scale = np.where(scale > 0, scale, 1.0)
    return np.asarray(shift, np.float32), scale.astype(np.float32)


def domain(data: Data, margin: float = 0.1) -> tuple[tuple[float, float], tuple[float, float]]:
    """A square around all two-dimensional points, with a margin, as (x range, y range)."""
    points = np.concatenate([data.train.x, data.validation.x])
    low, high = points.min(axis=0), points.max(axis=0)
    middle, half = (low + high) / 2, float((high - low).max()) * (0.5 + margin)
    return tuple((float(centre - half), float(centre + half)) for centre in middle)  # type: ignore[return-value]  # two rows
