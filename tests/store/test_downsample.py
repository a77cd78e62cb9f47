import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from ravine.store.downsample import ROWS_PER_BUCKET, choose_rows, finite_rows

curves = hnp.arrays(np.float32, st.integers(1, 400), elements=st.floats(width=32))
bounds = st.integers(ROWS_PER_BUCKET, 100)


@given(curves, bounds)
def test_chosen_rows_are_few_increasing_and_the_same_again(values: np.ndarray, bound: int) -> None:
    rows = choose_rows(values, bound)
    assert len(rows) <= max(bound, 1)
    assert (np.diff(rows) > 0).all()
    assert rows[0] == 0
    assert rows[-1] == len(values) - 1
    assert (choose_rows(values, bound) == rows).all()


@given(curves, bounds)
def test_extremes_stay(values: np.ndarray, bound: int) -> None:
    kept, finite = values[choose_rows(values, bound)], values[np.isfinite(values)]
    if len(finite):
        assert finite.min() in kept
        assert finite.max() in kept


@given(curves, bounds)
def test_the_first_value_that_is_not_finite_stays(values: np.ndarray, bound: int) -> None:
    bad = np.flatnonzero(~np.isfinite(values))
    assert len(bad) == 0 or bad[0] in choose_rows(values, bound)


@given(curves)
def test_nothing_is_lost_when_everything_fits(values: np.ndarray) -> None:
    assert choose_rows(values, len(values)).tolist() == list(range(len(values)))


def test_a_single_bad_value_of_another_column_stays() -> None:
    other = np.zeros((1000, 3))
    other[567, 1] = np.nan
    loss = np.linspace(1, 0, 1000)
    assert 567 in choose_rows(loss, 50, finite_rows({"loss": loss, "other": other}))
