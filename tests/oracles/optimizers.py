"""Every optimizer in plain NumPy, after its publication's formula; no optax."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Vector = np.ndarray
Update = Callable[[Vector, Vector, float, int], Vector]


@dataclass(frozen=True)
class Rule:
    """An optimizer in use.

    Args:
        state: its state vectors by optax's names; `update` changes them.
        update: (weights, gradient, learning rate, number t of the step from 1) -> change.
    """

    state: dict[str, Vector]
    update: Update


def gradient_descent() -> Rule:
    """w - rate g."""
    return Rule({}, lambda w, g, rate, t: -rate * g)


def momentum(momentum: float) -> Rule:
    """v <- mu v + g; w - rate v."""
    s = {"trace": np.zeros(2)}

    def update(w: Vector, g: Vector, rate: float, t: int) -> Vector:
        s["trace"] = momentum * s["trace"] + g
        return -rate * s["trace"]

    return Rule(s, update)


def nesterov(momentum: float) -> Rule:
    """v <- mu v + g; w - rate (g + mu v)."""
    s = {"trace": np.zeros(2)}

    def update(w: Vector, g: Vector, rate: float, t: int) -> Vector:
        s["trace"] = momentum * s["trace"] + g
        return -rate * (g + momentum * s["trace"])

    return Rule(s, update)


def adagrad(initial_accumulator_value: float, eps: float) -> Rule:
    """d <- d + g^2; w - rate g / sqrt(d + eps), and no step where d is 0."""
    s = {"sum_of_squares": np.full(2, initial_accumulator_value)}

    def update(w: Vector, g: Vector, rate: float, t: int) -> Vector:
        total = s["sum_of_squares"] = s["sum_of_squares"] + g * g
        step = np.zeros(2)
        np.divide(g, np.sqrt(total + eps), out=step, where=total > 0)
        return -rate * step

    return Rule(s, update)


def adadelta(rho: float, eps: float) -> Rule:
    """The step is g times the ratio of the running sizes of past steps and of gradients."""
    s = {"e_g": np.zeros(2), "e_x": np.zeros(2)}

    def update(w: Vector, g: Vector, rate: float, t: int) -> Vector:
        s["e_g"] = rho * s["e_g"] + (1 - rho) * g**2
        step: Vector = np.sqrt((s["e_x"] + eps) / (s["e_g"] + eps)) * g
        s["e_x"] = rho * s["e_x"] + (1 - rho) * step**2
        return -rate * step

    return Rule(s, update)


def rmsprop(decay: float, eps: float, eps_in_sqrt: bool) -> Rule:
    """d <- rho d + (1 - rho) g^2; w - rate g / sqrt(d), kept from 0 by eps."""
    s = {"nu": np.zeros(2)}

    def update(w: Vector, g: Vector, rate: float, t: int) -> Vector:
        s["nu"] = decay * s["nu"] + (1 - decay) * g**2
        below = np.sqrt(s["nu"] + eps) if eps_in_sqrt else np.sqrt(s["nu"]) + eps
        return np.asarray(-rate * g / below)

    return Rule(s, update)


def adam(b1: float, b2: float, eps: float, eps_root: float) -> Rule:
    """First moment over the root of the second, both corrected for their start at 0."""
    s = {"mu": np.zeros(2), "nu": np.zeros(2)}

    def update(w: Vector, g: Vector, rate: float, t: int) -> Vector:
        s["mu"] = b1 * s["mu"] + (1 - b1) * g
        s["nu"] = b2 * s["nu"] + (1 - b2) * g**2
        first, second = s["mu"] / (1 - b1**t), s["nu"] / (1 - b2**t)
        return -rate * first / (np.sqrt(second + eps_root) + eps)

    return Rule(s, update)


def adamw(b1: float, b2: float, eps: float, eps_root: float, weight_decay: float) -> Rule:
    """Adam's step, and the weights shrunk by rate times decay."""
    inner = adam(b1, b2, eps, eps_root)

    def update(w: Vector, g: Vector, rate: float, t: int) -> Vector:
        return inner.update(w, g, rate, t) - rate * weight_decay * w

    return Rule(inner.state, update)


RULES: dict[str, Callable[..., Rule]] = {
    "gradient_descent": gradient_descent,
    "momentum": momentum,
    "nesterov": nesterov,
    "adagrad": adagrad,
    "adadelta": adadelta,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adamw,
}
