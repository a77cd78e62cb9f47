"""It left the finite numbers."""

import numpy as np

from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import place, told_apart

# In the drawn region's diagonal: nearer than this, a loss that is not a number is a matter of the
# function, not of the distance.
FAR = 100.0


def holds(read: Read) -> Flags:
    """The place, the loss or the gradient is not finite."""
    return read.broken


def say(read: Read, at: int) -> tuple[int, str]:
    """At which step, and what the loss was before."""
    step = int(read.course.step[at])
    points, loss = read.descent.points, read.descent.loss
    away = float(np.hypot(*(points[step] - points[0])))
    if np.isnan(loss[step]) and away < FAR * read.ground.region.diagonal:
        x, y = points[step]
        return step, (
            f"Diverged: step {step} led to {place(x, y)}, where the loss is not a number."
        )
    first, last = float(loss[0]), float(loss[step - 1])
    start, before = told_apart(first, last)
    left = f"left the finite numbers at step {step}"
    if last == first:
        return step, f"Diverged: it {left}; the loss before was {before}."
    way = "fell" if last < first else "grew"
    return step, (
        f"Diverged: the loss {way} from {start} at the start to {before} at step {step - 1} "
        f"and {left}."
    )


BROKEN = Rule(Status.DIVERGED, holds, say)
