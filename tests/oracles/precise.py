"""Every surface in arbitrary precision, its derivatives, and how far rounding may move them."""

from collections.abc import Callable, Mapping
from typing import Any

import mpmath as mp

Number = Any
DIGITS, STEP = 100, "1e-30"
# A value of 1 - 1e-308 keeps its differences only in many more.
DEEP = {"plateau": 400}
EPSILON = 2.0**-52


def _rosenbrock(x: Number, y: Number, a: Number, b: Number) -> Number:
    return (a - x) ** 2 + b * (y - x**2) ** 2


def _quadratic(x: Number, y: Number, condition: Number, angle: Number) -> Number:
    turn = mp.radians(angle)
    dx, dy = x - mp.mpf(0.5), y + mp.mpf(0.3)
    u = mp.cos(turn) * dx + mp.sin(turn) * dy
    v = mp.cos(turn) * dy - mp.sin(turn) * dx
    return (u**2 + condition * v**2) / 2


def _himmelblau(x: Number, y: Number) -> Number:
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def _beale(x: Number, y: Number) -> Number:
    residuals = (c - x + x * y**n for n, c in ((1, 1.5), (2, 2.25), (3, 2.625)))
    return sum(residual**2 for residual in residuals)


def _rastrigin(x: Number, y: Number, amplitude: Number) -> Number:
    ripples = mp.cos(2 * mp.pi * x) + mp.cos(2 * mp.pi * y)
    return 2 * amplitude + x**2 + y**2 - amplitude * ripples


def _monkey_saddle(x: Number, y: Number) -> Number:
    return x**3 - 3 * x * y**2


def _plateau(x: Number, y: Number, width: Number) -> Number:
    squared = (x - mp.mpf(0.8)) ** 2 + (y - mp.mpf(0.6)) ** 2
    return -mp.expm1(-squared / (2 * width**2))


SURFACES: dict[str, Callable[..., Number]] = {
    "rosenbrock": _rosenbrock,
    "quadratic": _quadratic,
    "himmelblau": _himmelblau,
    "beale": _beale,
    "rastrigin": _rastrigin,
    "monkey_saddle": _monkey_saddle,
    "plateau": _plateau,
}


def derivative(
    name: str, orders: tuple[int, int], inputs: Mapping[str, float]
) -> tuple[float, float]:
    """A partial derivative, and by how much rounding its inputs moves it.

    Args:
        name: the surface's.
        orders: how often to differentiate by x and by y.
        inputs: x, y and the parameters.

    Returns:
        The derivative, and the sum of its changes when each input is moved by one part in 2^52:
        no computation in float64 can be held to less.
    """
    function = SURFACES[name]
    with mp.workdps(DEEP.get(name, DIGITS)):
        exact = {name: mp.mpf(value) for name, value in inputs.items()}
        truth = _differentiated(function, orders, exact)
        moved = [
            _differentiated(function, orders, {**exact, name: value * (1 + mp.mpf(EPSILON))})
            for name, value in exact.items()
            if value != 0
        ]
        slack = mp.fsum(abs(other - truth) for other in moved) + EPSILON * abs(truth)
        return float(truth), float(slack)


def _differentiated(
    function: Callable[..., Number], orders: tuple[int, int], inputs: Mapping[str, Number]
) -> Number:
    params = {name: value for name, value in inputs.items() if name not in ("x", "y")}
    at = (inputs["x"], inputs["y"])
    if orders == (0, 0):
        return function(*at, **params)
    return mp.diff(lambda x, y: function(x, y, **params), at, orders, h=mp.mpf(STEP))
