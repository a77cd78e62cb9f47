"""It goes to and fro without getting lower."""

from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import between, number

# Shares of the loss's range in the window, by which its highest value, or its mean, differs in
# the second half where it gets lower or higher.
HIGHEST = 0.05
MEAN = 0.25


def holds(read: Read) -> Flags:
    """A long way to and fro, with losses about as high in the window's halves and before."""
    course = read.course
    extent = course.high - course.low
    higher = course.high_last - course.high_before > HIGHEST * extent
    lower = (course.high_first - course.high_last > HIGHEST * extent) | (
        course.mean_first - course.mean_last > MEAN * extent
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
