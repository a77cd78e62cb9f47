"""What dropout leaves out: as often as asked, independently, and the same for everybody."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravine.core.masks import kept, mask_key

ROWS = np.arange(400, dtype=np.int32)
UNITS = 64


def mask(
    rate: float = 0.5, step: int = 0, path: str = "hidden1", seed: int = 0, rows: np.ndarray = ROWS
) -> np.ndarray:
    key = mask_key(jnp.uint32(seed), jnp.int32(step))
    return np.asarray(kept(key, path, jnp.asarray(rows), (UNITS,), jnp.float32(rate)))


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.5, 0.9, 0.95])
def test_as_much_is_left_out_as_asked(rate: float) -> None:
    share = np.mean([~mask(rate, step) for step in range(10)])
    draws = 10 * len(ROWS) * UNITS
    assert abs(share - rate) <= 5 * np.sqrt(rate * (1 - rate) / draws)


@pytest.mark.parametrize(
    "other",
    [
        mask(step=1),
        mask(path="hidden2"),
        mask(seed=1),
        mask(rows=ROWS + 1),
        np.roll(mask(), 1, axis=1),
    ],
    ids=["step", "layer", "seed", "example", "unit"],
)
def test_what_differs_is_independent(other: np.ndarray) -> None:
    """Of two fair coins that know nothing of each other, half of all pairs agree."""
    agree = np.mean(mask() == other)
    assert abs(agree - 0.5) <= 5 * 0.5 / np.sqrt(other.size)


def test_units_and_examples_have_no_favourites() -> None:
    many = np.mean([mask(step=step) for step in range(64)], axis=0)
    for axis in (0, 1):
        spread = many.mean(axis=axis).std()
        assert spread <= 2 * 0.5 / np.sqrt(64 * many.shape[axis])


@given(st.integers(0, 2**31 - 1), st.integers(0, 1_000_000), st.permutations(range(12)))
def test_a_mask_belongs_to_its_example_wherever_it_stands(
    seed: int, step: int, order: list[int]
) -> None:
    rows = np.array(order, np.int32)
    there = mask(seed=seed, step=step, rows=rows)
    np.testing.assert_array_equal(there, mask(seed=seed, step=step, rows=np.arange(12))[rows])
