"""Chaos decides where it goes."""

import numpy as np

from ravine.readings.descents.rule import CLEAR, Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import between


def holds(read: Read) -> Flags:
    """A rounding error would have led elsewhere, and the loss has no clear trend."""
    astray = read.chaotic & read.to_and_fro
    if not astray.any():
        return astray
    return astray & ~(np.nan_to_num(read.course.trend, nan=0.0) <= -CLEAR)


def say(read: Read, at: int) -> tuple[int, str]:
    """The range of the loss."""
    course = read.course
    begin, step = int(course.begin[at]), int(course.step[at])
    losses = between(float(course.low[at]), float(course.high[at]))
    return begin, (
        f"Wandering: the path is chaotic, so that a rounding error decides where it goes; "
        f"from step {begin} to step {step} the loss was {losses}."
    )


CHAOTIC = Rule(Status.WANDERING, holds, say)
