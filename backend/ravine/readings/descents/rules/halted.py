"""It stands where the function has a value and no gradient, so that it can take no step."""

import numpy as np

from ravine.readings.descents.geometry import finite
from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import number, place


def holds(read: Read) -> Flags:
    """The gradient is not finite though the loss is, and no explosion led there."""
    defined = np.isfinite(read.course.loss) & ~finite(read.terrain.gradient)
    no_higher: Flags = read.course.loss <= read.descent.loss[0]
    return defined & no_higher


def say(read: Read, at: int) -> tuple[int, str]:
    """Where, and the loss there."""
    step = int(read.course.step[at])
    x, y = read.descent.points[step]
    where = "at the start" if step == 0 else f"at step {step}"
    return step, (
        f"Stalled {where}: the gradient is not finite at {place(x, y)}, so no step follows; "
        f"loss {number(float(read.course.loss[at]))}."
    )


HALTED = Rule(Status.STALLED, holds, say)
