"""What can be said of a descent, step by step: a word and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ravine.readings.descents.course import Course
from ravine.readings.descents.descent import Descent, Ground
from ravine.readings.descents.geometry import finite, lengths
from ravine.readings.descents.moments import read_steps
from ravine.readings.descents.rule import Read
from ravine.readings.descents.rules import RULES
from ravine.readings.descents.shapes import Hessians, Steps
from ravine.readings.descents.status import Status
from ravine.readings.descents.terrain import Terrain

# A path that stays within this share of the drawn region's diagonal is at rest.
REST = 1e-6
# Of the drawn region's diagonal, or of the way from the start where that is farther.
SENSITIVE = 1e-6


@dataclass(frozen=True)
class Outcome:
    """How a descent ended.

    Args:
        status: the word.
        step: the step from which the word holds.
        sentence: the same for people, with the number it rests on.
        sensitive_from: the first step at which a twin, one rounding error off at every step, was
            `SENSITIVE` diagonals away (or of the way from the start, where that is farther); None
            if it never was. Beyond it rounding decides the path.
    """

    status: Status
    step: int
    sentence: str
    sensitive_from: int | None


@dataclass(frozen=True)
class Span:
    """What can be said from one step to another, knowing only the steps up to the first.

    Args:
        from_step: the first step.
        to_step: the last step.
        status: the word.
        sentence: the same for people; it names the step of every number.
    """

    from_step: int
    to_step: int
    status: Status
    sentence: str


def read_descents(
    descents: Sequence[Descent], ground: Ground
) -> list[tuple[Outcome, tuple[Span, ...]]]:
    """The outcome of each descent, and what could be said on the way, of which it is the last.

    Second derivatives are computed for all descents at once: a call costs more than its points.
    """
    steps = [read_steps(descent.steps) for descent in descents]
    points = [descent.points[step] for descent, step in zip(descents, steps, strict=True)]
    bounds = np.cumsum([len(step) for step in steps])[:-1]
    hessians = np.split(ground.hessians(np.concatenate(points)), bounds)
    return [
        _read(descent, ground, step, hessian)
        for descent, step, hessian in zip(descents, steps, hessians, strict=True)
    ]


def _read(
    descent: Descent, ground: Ground, step: Steps, hessian: Hessians
) -> tuple[Outcome, tuple[Span, ...]]:
    with np.errstate(all="ignore"):
        read = _seen(descent, ground, step, hessian)
        which = np.argmax([rule.holds(read) for rule in RULES], axis=0)
        said = [(RULES[rule].status, *RULES[rule].say(read, at)) for at, rule in enumerate(which)]
        status, since, sentence = said[-1]
        outcome = Outcome(status, since, sentence, _sensitive_from(descent, ground))
    ends = np.append(step[1:] - 1, descent.steps)
    spans = [
        Span(int(begin), int(end), status, sentence)
        for begin, end, (status, _, sentence) in zip(step, ends, said, strict=True)
    ]
    return outcome, _joined(spans)


def _seen(descent: Descent, ground: Ground, step: Steps, hessian: Hessians) -> Read:
    """What the rules are to read; around points where the path moves on nobody need look."""
    course = Course(descent, step)
    points, loss, gradient = descent.points[step], descent.loss[step], descent.gradient[step]
    resting = (course.swing <= REST * ground.region.diagonal) | ~finite(gradient)
    terrain = Terrain(ground, points, loss, gradient, hessian, resting)
    return Read(descent, ground, course, terrain)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Neighbours that say the same, as one."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and (last.status, last.sentence) == (span.status, span.sentence):
            joined[-1] = Span(last.from_step, span.to_step, last.status, last.sentence)
        else:
            joined.append(span)
    return tuple(joined)


def _sensitive_from(descent: Descent, ground: Ground) -> int | None:
    apart = lengths(descent.points - descent.twin)
    way = lengths(descent.points - descent.points[0])
    off = ~(apart <= SENSITIVE * np.maximum(way, ground.region.diagonal))
    off &= np.isfinite(descent.loss)
    return int(np.argmax(off)) if off.any() else None
