"""It goes to and fro without getting lower."""

import numpy as np

from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import between, number

# Shares of the loss's range in the window, by which its highest value, or its mean, differs in
# the second half where it gets lower or higher.
HIGHEST = 0.05
MEAN = 0.25
# Where it settles on a cycle that range shrinks to nothing, and any change is a large share of it.
# A change counts from this share of what the gradient promises over a way as long as the swing.
SLIGHT = 1e-3


def holds(read: Read) -> Flags:
    """A long way to and fro, with losses about as high in the window's halves and before."""
    course = read.course
    slight = SLIGHT * course.steepness * course.swing
    of_highest = np.maximum(HIGHEST * (course.high - course.low), slight)
    of_mean = np.maximum(MEAN * (course.high - course.low), slight)
    higher = course.high_last - course.high_before > of_highest
    lower = (course.high_first - course.high_last > of_highest) | (
        course.mean_first - course.mean_last > of_mean
    )
    return read.to_and_fro & ~lower & ~higher & ~read.chaotic


def say(read: Read, at: int) -> tuple[int, str]:
    """How far to and fro, and the range of the loss."""
    course = read.course
    begin, step = int(course.begin[at]), int(course.step[at])
    losses = between(float(course.low[at]), float(course.high[at]))
    return begin, (
        f"Oscillating: from step {begin} to step {step} it went to and fro across "
        f"{number(float(course.swing[at]))}, and the loss was {losses}."
    )


OSCILLATING = Rule(Status.OSCILLATING, holds, say)
