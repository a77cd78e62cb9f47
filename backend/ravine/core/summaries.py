"""A distribution in a few numbers: percentiles, a histogram, mean and spread."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, UInt32

BINS = 40
# The quantiles of a normal distribution at 0, ±0.5, ±1, ±1.5 standard deviations, and the extremes.
PERCENTILES = (0.0, 6.68, 15.87, 30.85, 50.0, 69.15, 84.13, 93.32, 100.0)


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
    return Summary(*map(np.stack, zip(*map(_summarize_one, layers), strict=True)))


def _summarize_one(values: np.ndarray) -> tuple[np.ndarray, ...]:
    ordered = np.sort(values, axis=None)
    if ordered.size == 0 or not np.isfinite(ordered[[0, -1]]).all():
        ordered = ordered[np.isfinite(ordered)]
    lost = np.uint32(values.size - ordered.size)
    if ordered.size == 0:
        nothing = np.float32(np.nan)
        return (
            np.zeros(BINS, np.uint32),
            np.full(2, nothing),
            np.full(len(PERCENTILES), nothing),
            np.asarray(nothing),
            np.asarray(nothing),
            np.asarray(lost),
        )
    low, high = ordered[0], ordered[-1]
    return (
        _histogram(ordered),
        np.array([low, high], np.float32),
        _percentiles(ordered),
        np.asarray(ordered.mean(dtype=np.float64), np.float32),
        np.asarray(ordered.std(dtype=np.float64), np.float32),
        np.asarray(lost),
    )


def _histogram(ordered: np.ndarray) -> np.ndarray:
    """Counts in equal bins, each closed below; the last is closed above, too."""
    edges = np.linspace(np.float64(ordered[0]), np.float64(ordered[-1]), BINS + 1)
    places = np.searchsorted(ordered, edges[1:-1].astype(ordered.dtype), side="left")
    return np.diff(places, prepend=0, append=ordered.size).astype(np.uint32)


def _percentiles(ordered: np.ndarray) -> np.ndarray:
    place = np.asarray(PERCENTILES) / 100 * (ordered.size - 1)
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, ordered.size - 1)
    share = (place - below).astype(ordered.dtype)
    between: np.ndarray = ordered[below] * (1 - share) + ordered[above] * share
    return between.astype(np.float32)
