"""Noise is what keeps it moving."""

from ravine.readings.descents.course import WINDOW
from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import between, number


def holds(read: Read) -> Flags:
    """The gradients of a whole window add up to no more than the noise on them does.

    Over fewer steps a sum of noise hides every gradient that is not far above it.
    """
    return read.noisy & (read.course.step >= WINDOW)


def say(read: Read, at: int) -> tuple[int, str]:
    """The noise, and the range of the loss."""
    course = read.course
    begin, step = int(course.begin[at]), int(course.step[at])
    losses = between(float(course.low[at]), float(course.high[at]))
    return begin, (
        f"Wandering: noise of {number(read.descent.noise)} on the gradient keeps it moving; "
        f"from step {begin} to step {step} the loss was {losses}."
    )


NOISY = Rule(Status.WANDERING, holds, say)
