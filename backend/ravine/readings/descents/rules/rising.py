"""Its loss grows with every step."""

import numpy as np

from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import told_apart

# Fewer steps are no trend,
FEWEST = 5
# but where the loss has risen by so many spans of what is drawn, two are.
EXPLODED = 1e3


def holds(read: Read) -> Flags:
    """Every step of the window leads higher and is no shorter, and no loss was ever higher."""
    course = read.course
    beyond = course.loss - read.descent.loss[0] > EXPLODED * read.ground.region.span
    enough = course.step >= np.where(beyond, 2, FEWEST)
    # Noise drives a loss up that began below what noise allows.
    return course.rising & enough & (course.loss > course.high_before) & ~read.noisy


def say(read: Read, at: int) -> tuple[int, str]:
    """The loss, and that at the window's first step."""
    begin, step = int(read.course.begin[at]), int(read.course.step[at])
    now, then = told_apart(float(read.course.loss[at]), float(read.descent.loss[begin]))
    return begin, f"Diverging: loss {now} at step {step}, up from {then} at step {begin}."


RISING = Rule(Status.DIVERGED, holds, say)
