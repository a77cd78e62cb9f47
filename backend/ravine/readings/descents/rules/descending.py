"""It is under way, and nothing more can be said than where the loss stands."""

import numpy as np

from ravine.readings.descents.rule import Read, Rule
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.numbers import number, told_apart


def holds(read: Read) -> Flags:
    """None of the other rules does."""
    return np.ones(len(read.course.step), bool)


def say(read: Read, at: int) -> tuple[int, str]:
    """The loss, and the one at the window's first step."""
    step, begin = int(read.course.step[at]), int(read.course.begin[at])
    series = read.descent.loss
    now, then, start = float(series[step]), float(series[begin]), float(series[0])
    if step == 0:
        slope = number(float(read.terrain.slope[at]))
        return 0, f"At the start: loss {number(now)}, gradient norm {slope}."
    if now < then:
        low, high, first = told_apart(now, then, start)
        above = f", but above the start's {first}" if now > start else ""
        fell = f"loss {low} at step {step}, down from {high} at step {begin}"
        return step, f"Descending: {fell}{above}."
    return step, _unsettled(read, step, begin)


def _unsettled(read: Read, step: int, begin: int) -> str:
    series = read.descent.loss
    now, then = float(series[step]), float(series[begin])
    best = int(np.argmin(series[: step + 1]))
    high, low, least = told_apart(now, then, float(series[best]))
    lowest = "" if best == begin else f"; the lowest so far was {least} at step {best}"
    if now == then:
        return f"Not settled: loss {high} at step {step}, the same as at step {begin}{lowest}."
    return f"Not settled: loss {high} at step {step}, up from {low} at step {begin}{lowest}."


DESCENDING = Rule(Status.DESCENDING, holds, say)
