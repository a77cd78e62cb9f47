"""No number in a sentence reads as another that it is not."""

import json
import math
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readings.descents.claims import plain

from ravine.readings.numbers import between, number, percent, told_apart

# The page's tests read the same table.
PAGE_TESTS: Final = Path(__file__).parents[2] / "frontend" / "tests"
CASES: Final[dict[str, Any]] = json.loads((PAGE_TESTS / "numbers.cases.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ((2.3, 1.2), ("2.3", "1.2")),
        ((2.3026, 2.3021), ("2.303", "2.302")),
        ((0.4, 0.4), ("0.4", "0.4")),
        ((1.5, 1.8, 1.5002), ("1.5", "1.8", "1.5002")),
        ((2.0, 3.0, 2.0), ("2", "3", "2")),
        ((1.0, 1.0 + 2**-52), ("1", "1.0000000000000002")),
        ((float("inf"), 1.0), ("∞", "1")),
    ],
)
def test_what_differs_reads_differently(values: tuple[float, ...], texts: tuple[str, ...]) -> None:
    assert told_apart(*values) == texts


@pytest.mark.parametrize(("value", "digits", "text"), CASES["number"])
def test_a_number_reads_as_on_the_page(value: float | str, digits: int, text: str) -> None:
    assert number(float(value), digits) == text


@pytest.mark.parametrize(("share", "digits", "text"), CASES["percent"])
def test_a_share_reads_as_on_the_page(share: float, digits: int, text: str) -> None:
    """Only all is a hundred percent, and only nothing is 0."""
    assert percent(share, digits) == text


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(1, 17))
def test_a_number_is_the_value_to_its_digits(value: float, digits: int) -> None:
    said = Fraction(plain(number(value, digits)))
    exponent = math.floor(math.log10(abs(value))) if value else 0
    unit = Fraction(10) ** min(exponent - digits + 1, 0 if 1e-3 <= abs(value) < 1e6 else 400)
    assert abs(said - Fraction(value)) <= unit * Fraction(51, 100)


def test_a_range_of_what_reads_the_same_is_one_number() -> None:
    assert between(1.0, 1.00001) == "at 1"
    assert between(1.0, 1.01) == "between 1 and 1.01"
