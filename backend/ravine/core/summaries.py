"""A distribution in a few numbers: percentiles, a histogram, mean and spread."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, UInt32

BINS = 40
# The quantiles of a normal distribution at 0, ±0.5, ±1, ±1.5 standard deviations, and the extremes.
PERCENTILES = (0.0, 6.68, 15.87, 30.85, 50.0, 69.15, 84.13, 93.32, 100.0)
_INNER_EDGES = np.arange(1, BINS)


class Summary(NamedTuple):
    """Distributions of one quantity, a row per layer; non-finite values are counted apart.

    Args:
        counts: histogram over `BINS` equal bins from the least to the largest finite value.
        range: those two values; NaN where nothing is finite.
        percentiles: values at `PERCENTILES`, linearly interpolated.
        mean: mean of the finite values.
        std: standard deviation of the finite values.
        nonfinite: number of values that are not finite.
    """

    counts: UInt32[np.ndarray, "layers bins"]
    range: Float[np.ndarray, "layers 2"]
    percentiles: Float[np.ndarray, "layers percentiles"]
    mean: Float[np.ndarray, "layers"]
    std: Float[np.ndarray, "layers"]
    nonfinite: UInt32[np.ndarray, "layers"]


def summarize(layers: Sequence[np.ndarray]) -> Summary:
    """Summarize each layer's values, an array of any shape per layer."""
    count = len(layers)
    rows = Summary(
        counts=np.zeros((count, BINS), np.uint32),
        range=np.full((count, 2), np.nan, np.float32),
        percentiles=np.full((count, len(PERCENTILES)), np.nan, np.float32),
        mean=np.full(count, np.nan, np.float32),
        std=np.full(count, np.nan, np.float32),
        nonfinite=np.zeros(count, np.uint32),
    )
    for row, values in enumerate(layers):
        _fill(rows, row, values)
    return rows


def _fill(rows: Summary, row: int, values: np.ndarray) -> None:
    """Write one layer's summary."""
    ordered = np.sort(values, axis=None)
    if ordered.size == 0 or not (math.isfinite(ordered[0]) and math.isfinite(ordered[-1])):
        ordered = ordered[np.isfinite(ordered)]
    rows.nonfinite[row] = values.size - ordered.size
    if ordered.size == 0:
        return
    wide = ordered.astype(np.float64)
    rows.counts[row] = _histogram(ordered, wide[0], wide[-1])
    rows.range[row] = ordered[0], ordered[-1]
    rows.percentiles[row] = _percentiles(ordered)
    rows.mean[row] = mean = wide.sum() / wide.size
    wide -= mean
    rows.std[row] = np.sqrt(np.dot(wide, wide) / wide.size)


def _histogram(ordered: np.ndarray, low: np.float64, high: np.float64) -> np.ndarray:
    """Counts in equal bins, each closed below; the last is closed above, too."""
    edges = low + _INNER_EDGES * ((high - low) / BINS)
    places = np.empty(BINS + 1, np.int64)
    places[0], places[-1] = 0, ordered.size
    places[1:-1] = np.searchsorted(ordered, edges.astype(ordered.dtype), side="left")
    return places[1:] - places[:-1]


def _percentiles(ordered: np.ndarray) -> np.ndarray:
    below, above, share = _places(ordered.size)
    between: np.ndarray = ordered[below] * (1 - share) + ordered[above] * share
    return between


@lru_cache(maxsize=256)
def _places(size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Between which of `size` ordered values the percentiles lie, and how far along."""
    place = np.asarray(PERCENTILES) / 100 * (size - 1)
    below = np.floor(place).astype(np.int64)
    return below, np.minimum(below + 1, size - 1), (place - below).astype(np.float32)
