"""Kernels that do not move, or so little that the run's steps lead nowhere."""

from typing import Final

import numpy as np

from ravine.readings.numbers import number, percent
from ravine.readings.trainings.learned import FITTED
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import LOSSES, Seen

# Of the weights, by all steps of the run together.
NOWHERE: Final = 1e-2


def fitted(seen: Seen) -> bool:
    """Whether there is nothing left to learn from the training examples."""
    numbers = seen.scores[-1].numbers
    return any(numbers.get(f"training_{name}", 0.0) >= FITTED for name in ("accuracy", "r2"))


def speak(seen: Seen) -> Said | None:
    """Where all planned steps at the present pace could move no kernel by 1%."""
    if seen.step == 0 or fitted(seen):
        return None
    ratios = seen.recent("update_ratio")
    if not np.isfinite(ratios).all():
        return None
    most, steps = float(np.max(ratios)), seen.facts.steps
    if seen.all_zero("update_ratio").all():
        rate = " The learning rate is 0." if seen.last("learning_rate") == 0 else ""
        text = (
            f"No kernel has moved in {seen.window}.{rate} What still differs from step to step "
            "comes from the batches, or from biases."
        )
        return Said("bad", "No kernel moves.", text)
    if most == 0 or most * steps >= NOWHERE:
        return None
    text = (
        f"Updates move no kernel by more than {number(most, 2)} of it, the median of "
        f"{seen.window}: at this pace all {steps} steps would move none by more than "
        f"{percent(most * steps, 2)}."
    )
    return Said("warn", "Barely moves.", text)


STILL = Rule("still", frozenset({"update_ratio", "learning_rate", *LOSSES}), speak)
