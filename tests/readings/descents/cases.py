"""Descents whose truth is known beforehand, and what may be said of them."""

from dataclasses import dataclass
from typing import Any

Surface = str | dict[str, Any]
Point = tuple[float, float]

GD = "gradient_descent"


@dataclass(frozen=True)
class Case:
    """A descent and the truth about it.

    Args:
        why: the mathematics from which the truth is known.
        surface: a name, an expression in brackets of `own`, or a specification.
        start: where it begins.
        truth: which words are true of its end.
        rate: the learning rate.
        steps: number of steps.
        optimizer: the optimizer's name.
        params: its other parameters.
        request: further fields, noise and seed among them.
        says: what the last sentence must contain.
        never: what no sentence may contain, whatever the step.
        never_is: which words are true at no step.
        minima: every minimizer; a converged path must lie near one of them.
    """

    why: str
    surface: Surface
    start: Point
    truth: frozenset[str]
    rate: float = 0.1
    steps: int = 500
    optimizer: str = GD
    params: tuple[tuple[str, Any], ...] = ()
    request: tuple[tuple[str, Any], ...] = ()
    schedule: tuple[str, tuple[tuple[str, Any], ...]] | None = None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    never_is: tuple[str, ...] = ()
    minima: tuple[Point, ...] | None = None

    @property
    def asked(self) -> dict[str, Any]:
        """The request."""
        entry: dict[str, Any] = {
            "name": self.optimizer,
            "params": {"learning_rate": self.rate, **dict(self.params)},
        }
        if self.schedule:
            entry["schedule"] = {"name": self.schedule[0], "params": dict(self.schedule[1])}
        return {
            "surface": self.surface,
            "start": self.start,
            "steps": self.steps,
            "optimizers": [entry],
            **dict(self.request),
        }


def own(text: str, reach: float = 2.0) -> dict[str, Any]:
    """A function of x and y, drawn from -reach to reach."""
    return {"expression": text, "x": (-reach, reach), "y": (-reach, reach)}


def words(text: str) -> frozenset[str]:
    """Statuses from a text."""
    return frozenset(text.split())


def noise(size: float, seed: int = 0) -> tuple[tuple[str, Any], ...]:
    """The fields of a noisy request."""
    return (("noise", size), ("seed", seed))
