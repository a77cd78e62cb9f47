"""It has come to rest at a minimum."""

import numpy as np

from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags, Values
from ravine.readings.descents.status import Status
from ravine.readings.numbers import number, place

# Of the drawn region's diagonal.
NEAR = 1e-2
# Of the loss that the descent has fallen, or of the drawn region's span where that is less.
NEWTON_GAIN = 1e-6
# Of the drawn region's span: less than this is nothing in double precision.
NOTHING = 1e-28


def holds(read: Read) -> Flags:
    """Newton's step is short, would gain next to nothing, and has been so for a while.

    Or the path stands still, and nothing around it is lower: the kink of |x| has no curvature.
    """
    terrain = read.terrain
    near = read.at_bottom & (terrain.newton_gain <= _tolerance(read))
    held = np.zeros(len(near), bool)
    for at in np.flatnonzero(near):
        held[at] = read.course.step[at] - _since(read, int(at)) >= _needed(read, int(at))
    kinked = ~np.isfinite(terrain.newton_step) & terrain.lowest
    return held | (kinked & (read.at_rest | _undefined(read)))


def _tolerance(read: Read) -> Values:
    span = read.ground.region.span
    return NEWTON_GAIN * np.minimum(read.course.fallen, span) + NOTHING * span


def _since(read: Read, at: int) -> int:
    """The step since when the loss has been as low as Newton's step says that it can get."""
    course, gain = read.course, read.terrain.newton_gain[at]
    floor = course.loss[at] - (gain if np.isfinite(gain) else 0.0)
    limit = floor + _tolerance(read)[at] + read.terrain.rounding[at]
    above = np.flatnonzero(read.descent.loss[: course.step[at] + 1] > limit)
    return int(above[-1]) + 1 if len(above) else 0


def _needed(read: Read, at: int) -> int:
    """A path with momentum may pass through a minimum, and a noisy one by chance be near it."""
    step, begin = int(read.course.step[at]), int(read.course.begin[at])
    return max(1, step - begin) if read.descent.noise > 0 else min(step, max(3, step // 20))


def _undefined(read: Read) -> Flags:
    """Whether it stands where f has a value and no gradient."""
    return np.isfinite(read.course.loss) & np.isnan(read.terrain.slope)


def say(read: Read, at: int) -> tuple[int, str]:
    """Where, since when, and the loss at that very step."""
    step = min(_since(read, at), int(read.course.step[at]))
    loss = number(float(read.descent.loss[step]))
    sentence = f"Converged at step {step}, loss {loss} there, to {_name(read, at)}."
    if read.descent.noise > 0 and read.course.swing[at] > 0:
        sentence += f" Noise keeps it moving by {number(float(read.course.swing[at]), 2)}."
    if _undefined(read)[at]:
        sentence += " Its gradient is not defined there, so no step follows."
    return step, sentence


def _name(read: Read, at: int) -> str:
    ground = read.ground
    x, y = read.descent.points[read.course.step[at]]
    value, least = float(read.course.loss[at]), ground.least
    slack = float(_tolerance(read)[at] + read.terrain.rounding[at])
    if least is None:
        return f"a minimum near {place(x, y)}"
    if value - least > slack:
        return f"a local minimum near {place(x, y)}; the least known loss is {number(least)}"
    for found in ground.minimizers:
        away = np.hypot(x - found[0], y - found[1])
        if found[2] <= least and away <= NEAR * ground.region.diagonal:
            return f"the minimum at {place(found[0], found[1])}"
    return f"a minimum near {place(x, y)}, no lower than which is known"


CONVERGED = Rule(Status.CONVERGED, holds, say)
