"""Every surface in plain NumPy: its value, and its gradient derived by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

# A float or an array: the same formula serves both.
Number = Any
Value = Callable[..., Number]
Gradient = Callable[..., tuple[Number, Number]]


@dataclass(frozen=True)
class Oracle:
    """A surface's value f(x, y, **params) and gradient (df/dx, df/dy)."""

    value: Value
    gradient: Gradient


def _rosenbrock(x: Number, y: Number, a: float, b: float) -> Number:
    return (a - x) ** 2 + b * (y - x**2) ** 2


def _rosenbrock_gradient(x: Number, y: Number, a: float, b: float) -> tuple[Number, Number]:
    return -2 * (a - x) - 4 * b * x * (y - x**2), 2 * b * (y - x**2)


def _turned(condition: float, angle: float) -> np.ndarray:
    """The matrix R diag(1, condition) R^T, R a turn by `angle` degrees."""
    turn = np.pi * angle / 180
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return np.asarray(rotation @ np.diag([1.0, condition]) @ rotation.T)


def _quadratic(x: Number, y: Number, condition: float, angle: float) -> Number:
    (a, b), (_, d) = _turned(condition, angle)
    dx, dy = x - 0.5, y + 0.3
    return (a * dx * dx + 2 * b * dx * dy + d * dy * dy) / 2


def _quadratic_gradient(
    x: Number, y: Number, condition: float, angle: float
) -> tuple[Number, Number]:
    (a, b), (_, d) = _turned(condition, angle)
    dx, dy = x - 0.5, y + 0.3
    return a * dx + b * dy, b * dx + d * dy


def _himmelblau(x: Number, y: Number) -> Number:
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def _himmelblau_gradient(x: Number, y: Number) -> tuple[Number, Number]:
    first, second = x**2 + y - 11, x + y**2 - 7
    return 4 * x * first + 2 * second, 2 * first + 4 * y * second


def _beale_residuals(x: Number, y: Number) -> list[Number]:
    return [c - x + x * y**power for power, c in ((1, 1.5), (2, 2.25), (3, 2.625))]


def _beale(x: Number, y: Number) -> Number:
    first, second, third = _beale_residuals(x, y)
    return first**2 + second**2 + third**2


def _beale_gradient(x: Number, y: Number) -> tuple[Number, Number]:
    first, second, third = _beale_residuals(x, y)
    along_x = 2 * first * (y - 1) + 2 * second * (y**2 - 1) + 2 * third * (y**3 - 1)
    along_y = 2 * first * x + 2 * second * 2 * x * y + 2 * third * 3 * x * y**2
    return along_x, along_y


def _rastrigin(x: Number, y: Number, amplitude: float) -> Number:
    dents = (1 - np.cos(2 * np.pi * x)) + (1 - np.cos(2 * np.pi * y))
    return x**2 + y**2 + amplitude * dents


def _rastrigin_gradient(x: Number, y: Number, amplitude: float) -> tuple[Number, Number]:
    slope = 2 * np.pi * amplitude
    return 2 * x + slope * np.sin(2 * np.pi * x), 2 * y + slope * np.sin(2 * np.pi * y)


def _monkey_saddle(x: Number, y: Number) -> Number:
    return x * (x**2 - 3 * y**2)


def _monkey_saddle_gradient(x: Number, y: Number) -> tuple[Number, Number]:
    return 3 * x**2 - 3 * y**2, -6 * x * y


def _plateau(x: Number, y: Number, width: float) -> Number:
    return 1 - np.exp(-((x - 0.8) ** 2 + (y - 0.6) ** 2) / (2 * width**2))


def _plateau_gradient(x: Number, y: Number, width: float) -> tuple[Number, Number]:
    bell = np.exp(-((x - 0.8) ** 2 + (y - 0.6) ** 2) / (2 * width**2)) / width**2
    return (x - 0.8) * bell, (y - 0.6) * bell


ORACLES = {
    "rosenbrock": Oracle(_rosenbrock, _rosenbrock_gradient),
    "quadratic": Oracle(_quadratic, _quadratic_gradient),
    "himmelblau": Oracle(_himmelblau, _himmelblau_gradient),
    "beale": Oracle(_beale, _beale_gradient),
    "rastrigin": Oracle(_rastrigin, _rastrigin_gradient),
    "monkey_saddle": Oracle(_monkey_saddle, _monkey_saddle_gradient),
    "plateau": Oracle(_plateau, _plateau_gradient),
}
