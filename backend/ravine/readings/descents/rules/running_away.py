"""Its steps grow and lead away downhill, where the surface bends down."""

import numpy as np

from ravine.readings.descents.geometry import lengths
from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import number, place

# In the drawn region's diagonal, from its centre.
FAR = 100.0
# The longest step of the window's second half over that of its first.
GROWTH = 1.5


def holds(read: Read) -> Flags:
    """Far outside, farther with every window, with growing steps and no upward bend ahead."""
    course = read.course
    points = read.descent.points
    away = lengths(points - np.array(read.ground.region.centre))
    lost = away[course.step] > FAR * read.ground.region.diagonal
    if not lost.any():
        return lost
    outward = away[course.step] > away[course.begin]
    moved = points[course.step] - points[np.maximum(course.step - 1, 0)]
    bends_down = read.terrain.curvature_along(moved) < 0
    lower = course.loss < read.descent.loss[course.begin]
    return lost & outward & lower & bends_down & (course.lengthening >= GROWTH)


def say(read: Read, at: int) -> tuple[int, str]:
    """Where to, and how deep."""
    step = int(read.course.step[at])
    x, y = read.descent.points[step]
    return step, (
        f"Diverged: it runs away downhill with growing steps, to {place(x, y)} by step {step}; "
        f"loss {number(float(read.course.loss[at]))} at step {step}."
    )


RUNNING_AWAY = Rule(Status.DIVERGED, holds, say)
