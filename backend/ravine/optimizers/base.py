"""What an optimizer entry is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import optax

from ravine.vocabulary.catalog import Entry
from ravine.vocabulary.parameters import Float


@dataclass(frozen=True)
class StateField:
    """One array of an optimizer's state that people want to see.

    Args:
        name: the field's name in optax's state.
        title: what the literature calls it.
    """

    name: str
    title: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Optimizer(Entry):
    """An optax gradient transformation and what there is to say about it.

    Args:
        build: makes the transformation from the entry's parameters. `learning_rate` may be a
            schedule (a function of the step count); floats and whole numbers may be traced.
        state: the state arrays to show.
        gradient_evaluations: gradients taken for one step, for fair budgets.
        limit: from the entry's parameters, the learning rate being that of the step, to the largest
            eigenvalue of the Hessian at which steps on a quadratic do not grow (Cohen et al. 2021,
            arXiv:2103.00065); None where no such limit on the Hessian itself is known.
    """

    build: Callable[..., optax.GradientTransformation]
    state: tuple[StateField, ...] = ()
    gradient_evaluations: int = 1
    limit: Callable[..., Any] | None = None


RATE_WORDS = ("lr", "eta", "alpha", "rate", "step_size")


def learning_rate(
    default: float,
    soft: tuple[float, float] = (1e-5, 1.0),
    aliases: tuple[str, ...] = RATE_WORDS,
) -> Float:
    """The step size parameter, as every entry here has it."""
    return Float(
        "learning_rate",
        default,
        0.0,
        1e6,
        "Step size: how far to go along the update direction.",
        soft=soft,
        log=True,
        title="learning rate",
        aliases=aliases,
    )


def epsilon(default: float, where: str) -> Float:
    """The small constant that keeps a denominator from zero."""
    return Float(
        "eps",
        default,
        0.0,
        1.0,
        f"Small constant added {where} against division by zero.",
        soft=(1e-12, 1e-2),
        log=True,
        aliases=("epsilon",),
    )


def decay_rate(
    name: str, default: float, of: str, title: str = "", aliases: tuple[str, ...] = ()
) -> Float:
    """The decay rate of an exponential moving average."""
    return Float(
        name,
        default,
        0.0,
        1.0,
        f"Decay rate of the moving average of {of}; 0 forgets at once.",
        soft=(0.0, 0.9999),
        title=title,
        aliases=aliases,
    )
