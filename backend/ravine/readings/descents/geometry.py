"""Lengths and finiteness of many vectors at once."""

import numpy as np

from ravine.readings.descents.shapes import Flags, Points, Rows, Values


def lengths(vectors: Points) -> Values:
    """The length of every row."""
    found: Values = np.hypot(vectors[:, 0], vectors[:, 1])
    return found


def finite(vectors: Rows) -> Flags:
    """Whether all of each row is finite."""
    found: Flags = np.all(np.isfinite(vectors), axis=1)
    return found
