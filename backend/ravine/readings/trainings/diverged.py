"""The loss or its gradient has left the finite numbers."""

import numpy as np

from ravine.readings.numbers import number
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import Seen


def speak(seen: Seen) -> Said | None:
    """Where the last step's loss or gradient norm is not finite: training ends there."""
    loss, norm = seen.last("loss"), seen.last("gradient_norm")
    if np.isfinite([loss, norm]).all():
        return None
    verdict = f"Diverged at step {seen.step}."
    if np.isfinite(loss):
        text = f"The loss was {number(loss)}, but its gradient was no longer finite."
    elif seen.step == 1:
        text = "The loss is not finite at the very first step."
    else:
        before = number(seen.before("loss"))
        text = f"The loss was {before} at step {seen.step - 1}; then it was no longer finite."
    return Said("bad", verdict, text)


DIVERGED = Rule("diverged", frozenset({"loss", "gradient_norm"}), speak, alone=True)
