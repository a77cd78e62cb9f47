"""Sentences on series of losses made by hand."""

import numpy as np
import pytest

from ravine.readings.descents import Descent, Ground, Region
from ravine.readings.descents.course import Course
from ravine.readings.descents.rule import Read
from ravine.readings.descents.rules.descending import DESCENDING
from ravine.readings.descents.terrain import Terrain

PLACE = Ground(
    Region((0.0, 0.0), 1.0, 1.0),
    (),
    lambda points: np.zeros(len(points)),
    lambda points: np.zeros((len(points), 2, 2)),
)


def said(loss: list[float]) -> str:
    """What is said at the last step of a path with these losses."""
    points = np.zeros((len(loss), 2))
    descent = Descent(points, np.array(loss), points, points, noise=0.0)
    step = np.array([descent.steps])
    around = Terrain(
        PLACE,
        points[step],
        descent.loss[step],
        points[step],
        np.zeros((1, 2, 2)),
        np.array([False]),
    )
    return DESCENDING.say(Read(descent, PLACE, Course(descent, step), around), 0)[1]


@pytest.mark.parametrize(
    ("loss", "sentence"),
    [
        (
            [1.0, *np.linspace(1.02, 1.0004, 21)],
            "Descending: loss 1.0004 at step 21, down from 1.02 at step 1, but above the start's "
            "1.",
        ),
        (
            [1.0, 2.0, 1.5, *np.linspace(1.5, 1.0003, 20).tolist(), 2.5],
            "Not settled: loss 2.5 at step 23, up from 1.5 at step 3; the lowest so far was 1 at "
            "step 0.",
        ),
        (
            [5.0, 1.0, *np.linspace(1.0002, 1.0003, 21)],
            "Not settled: loss 1.0003 at step 22, up from 1.0002 at step 2; the lowest so far was "
            "1 at step 1.",
        ),
    ],
)
def test_numbers_that_are_compared_can_be_told_apart(loss: list[float], sentence: str) -> None:
    assert said(loss) == sentence
