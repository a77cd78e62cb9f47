"""It stands still, and not at a minimum."""

from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import number

# At the farthest ring around the point the loss changes by less than this share of the drawn
# region's span.
FLAT = 1e-4
# The slope explains less than this share of what the loss changes around the point.
CRITICAL = 0.1


def holds(read: Read) -> Flags:
    """The path moves by next to nothing."""
    return read.at_rest


def say(read: Read, at: int) -> tuple[int, str]:
    """Where, how little it moved, and the gradient."""
    step, begin = int(read.course.step[at]), int(read.course.begin[at])
    slope = number(float(read.terrain.slope[at]))
    where = _place(read, at)
    if step == 0:
        return 0, f"Stalled {where}: gradient norm {slope} at step 0."
    moved = number(float(read.course.length[at]), 2)
    return begin, (
        f"Stalled {where}: from step {begin} to step {step} it moved {moved} in all; "
        f"gradient norm {slope} at step {step}."
    )


def _place(read: Read, at: int) -> str:
    terrain, region = read.terrain, read.ground.region
    rise, drop = float(terrain.rise[at]), float(terrain.drop[at])
    most, rounding = max(rise, drop), float(terrain.rounding[at])
    if most <= rounding:
        return "on a plateau"
    ring = 1e-2 * region.diagonal
    if float(terrain.slope[at]) * ring <= CRITICAL * most:
        if rise <= rounding:
            return "at a maximum"
        if drop > rounding:
            return "at a saddle"
    return "on a plateau" if most <= FLAT * region.span else "on a slope"


STALLED = Rule(Status.STALLED, holds, say)
