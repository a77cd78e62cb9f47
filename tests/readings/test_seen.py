"""What rules are told of the numbers so far."""

from statistics import median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from ravine.readings.trainings.seen import medians

FLOATS = st.floats(allow_nan=True, allow_infinity=True, width=32)


def by_the_book(column: np.ndarray) -> float:
    """Python's own median of what is finite."""
    finite = [float(value) for value in column if np.isfinite(value)]
    return median(finite) if finite else np.nan


@given(arrays(np.float32, array_shapes(min_dims=1, max_dims=2, max_side=21), elements=FLOATS))
def test_medians_are_those_of_the_finite_values(rows: np.ndarray) -> None:
    expected = [by_the_book(column) for column in rows.reshape(len(rows), -1).T]
    np.testing.assert_array_equal(medians(rows), expected)
