"""Every function of the language keeps its digits, and its derivative's: against mpmath."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import mpmath as mp
import numpy as np
import pytest

from ravine.core.expressions import FUNCTIONS, parse

WIDE = [-300.0, -25.0, -3.0, -0.4, -1e-9, 1e-9, 0.3, 2.5, 21.0, 340.0]
POSITIVE = [1e-100, 1e-12, 0.7, 1.0 + 1e-9, 30.0, 1e100]
INSIDE = [-1 + 1e-13, -0.8, -0.3, -1e-9, 1e-12, 0.49, 0.51, 0.9999, 1 - 1e-15]
# By name: the same in mpmath, and telling arguments, also far out and close to the ends.
PRECISE: dict[str, tuple[Callable[[Any], Any], list[float]]] = {
    "sin": (mp.sin, WIDE),
    "cos": (mp.cos, WIDE),
    "tan": (mp.tan, WIDE),
    "asin": (mp.asin, INSIDE),
    "acos": (mp.acos, INSIDE),
    "atan": (mp.atan, WIDE),
    "sinh": (mp.sinh, WIDE),
    "cosh": (mp.cosh, WIDE),
    "tanh": (mp.tanh, WIDE),
    "exp": (mp.exp, WIDE),
    "log": (mp.log, POSITIVE),
    "ln": (mp.log, POSITIVE),
    "log10": (mp.log10, POSITIVE),
    "sqrt": (mp.sqrt, POSITIVE),
    "abs": (abs, WIDE),
    "sign": (mp.sign, WIDE),
}


def test_every_function_of_one_value_is_in_the_table() -> None:
    assert set(PRECISE) == {name for name, function in FUNCTIONS.items() if function.most == 1}


@pytest.mark.parametrize("name", PRECISE)
def test_value_and_two_derivatives(name: str) -> None:
    precise, points = PRECISE[name]
    function = parse(f"{name}(x)").function

    def along(x: jax.Array) -> jax.Array:
        return function(x, jnp.zeros_like(x))

    with jax.enable_x64(True), mp.workdps(700):
        chain = (along, jax.grad(along), jax.grad(jax.grad(along)))
        found = [np.asarray(jax.vmap(each)(jnp.asarray(points))).tolist() for each in chain]
        for order in range(3):
            for point, number in zip(points, found[order], strict=True):
                h = mp.mpf(abs(point)) * mp.mpf("1e-120")
                h = min(h, (1 - abs(mp.mpf(point))) * mp.mpf("1e-120")) if points is INSIDE else h
                exact = mp.mpf(point)
                truth = precise(exact) if order == 0 else mp.diff(precise, exact, order, h=h)
                moved = exact * (1 + mp.mpf(2) ** -52)
                slack = abs(precise(moved) - precise(exact)) if order == 0 else 0
                bound = 4 * slack + abs(truth) * mp.mpf(1e-13) + mp.mpf(1e-300)
                assert abs(number - truth) <= bound, (order, point, number, float(truth))
