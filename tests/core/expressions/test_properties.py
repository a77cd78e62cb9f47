"""Own functions that nobody thought of: random ones, and random garbage."""

import functools
import re
from contextlib import suppress
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ravine.core.expressions import FUNCTIONS, parse
from ravine.vocabulary.problems import Problems

REFERENCE: dict[str, Any] = {
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "min": lambda *values: functools.reduce(np.minimum, values),
    "max": lambda *values: functools.reduce(np.maximum, values),
    "ln": np.log,
    "atan2": np.arctan2,
    **{name: getattr(np, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{name: getattr(np, name) for name in ("exp", "log", "log10", "sqrt", "abs", "sign")},
}
NUMBERS = st.integers(0, 9).map(str) | st.floats(0.1, 9.9).map(lambda number: f"{number:.3g}")
LEAVES = st.sampled_from(["x", "y", "pi", "e"]) | NUMBERS
COORDINATES = st.floats(-3, 3).map(lambda number: round(number, 3))


def _combined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    unary = [name for name, function in FUNCTIONS.items() if function.least == 1]
    binary = [name for name, function in FUNCTIONS.items() if function.least == 2]
    many = [name for name, function in FUNCTIONS.items() if function.most is None]
    return st.one_of(
        st.tuples(parts, st.sampled_from("+-*/^"), parts).map(" ".join),
        st.tuples(parts, st.sampled_from(["+", "-", "*", "/"]), parts).map("".join),
        parts.map("({})".format),
        parts.map("-{}".format),
        st.builds("{}({})".format, st.sampled_from(unary), parts),
        st.builds("{}({}, {})".format, st.sampled_from(binary), parts, parts),
        st.builds("{}({}, {}, {})".format, st.sampled_from(many), parts, parts, parts),
        st.builds(
            "where({} {} {}, {}, {})".format,
            *(parts, st.sampled_from(["<", "<=", ">", ">="]), parts, parts, parts),
        ),
    )


EXPRESSIONS = st.recursive(LEAVES, _combined, max_leaves=8)


def pythons_own(text: str, x: float, y: float, number: type[Any]) -> Any:
    """The value that Python gives the same text, in numbers of the given type."""
    source = re.sub(r"(?<![\w.])(\d+\.?\d*)", r"N('\1')", text.replace("^", "**"))
    constants = {"pi": number(np.pi), "e": number(np.e), "x": number(x), "y": number(y)}
    with np.errstate(all="ignore"):
        return eval(
            source, {"__builtins__": {}, "N": number}, {**REFERENCE, "where": np.where, **constants}
        )


def test_every_function_has_its_reference() -> None:
    assert set(REFERENCE) == set(FUNCTIONS)


@settings(max_examples=300)
@given(EXPRESSIONS, COORDINATES, COORDINATES)
def test_value_is_pythons_own(text: str, x: float, y: float) -> None:
    expected = float(pythons_own(text, x, y, np.float64))
    exact = float(pythons_own(text, x, y, np.longdouble))
    with jax.enable_x64(True), np.errstate(all="ignore"):
        found = float(parse(text).function(jnp.asarray(x), jnp.asarray(y)))
    if not np.isfinite([expected, exact]).all():
        assert not np.isfinite(found) or not np.isfinite(exact)
        return
    # Where double and extended precision differ, rounding decides; nobody can be held to more.
    assert found == pytest.approx(expected, rel=1e-12, abs=1e-12 + 1e4 * abs(expected - exact))


@settings(max_examples=300)
@given(
    st.text(max_size=60)
    | st.text("xye12.()+-*/^, sincoabmltwhr_[]{}:='\"#\\%&|<>@~!?\n_", max_size=60)
    | st.lists(
        st.sampled_from(["x", "y", "(", ")", "+", "**", "sin", "1e5", ",", "lambda", "for", "if"]),
        max_size=40,
    ).map(" ".join)
)
def test_garbage_raises_problems_or_nothing(text: str) -> None:
    with suppress(Problems):
        parse(text)
