"""Sums, extremes and trends over many windows of one series at once."""

import numpy as np

from ravine.readings.descents.shapes import Series, Steps, Values

# A trend is read from the means of this many blocks, each at least three steps long.
BLOCKS = 16


def over(ufunc: np.ufunc, series: Series, begin: Steps, end: Steps) -> Values:
    """`ufunc.reduce` of `series[begin : end + 1]` for every pair of begin <= end."""
    padded = np.append(series, series[-1:])
    found: Values = ufunc.reduceat(padded, np.stack([begin, end + 1], axis=1).ravel())[::2]
    return found


def mean(series: Series, begin: Steps, end: Steps) -> Values:
    """The mean over every window."""
    return over(np.add, series, begin, end) / (end - begin + 1)


def trend(series: Series, end: Steps) -> Values:
    """Welch's t between the second and the first half of what lies between end / 2 and end.

    It is taken between means of blocks, whose spread is honest where neighbouring steps depend
    on each other. NaN where there are too few steps.
    """
    begin = end // 2
    length = (end - begin + 1)[:, None]
    edges = begin[:, None] + length * np.arange(BLOCKS + 1) // BLOCKS
    first, last = edges[:, :-1].ravel(), edges[:, 1:].ravel() - 1
    blocks = mean(series, first, np.maximum(first, last)).reshape(-1, BLOCKS)
    half = BLOCKS // 2
    before, after = blocks[:, :half], blocks[:, half:]
    spread = np.sqrt((before.var(axis=1, ddof=1) + after.var(axis=1, ddof=1)) / half)
    found: Values = (after.mean(axis=1) - before.mean(axis=1)) / spread
    return np.where(length[:, 0] >= 3 * BLOCKS, found, np.nan)
