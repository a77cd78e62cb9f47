"""Which class the network sees where in the plane."""

import numpy as np

from ravine.core.sight import Measured
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Plane, Points
from ravine.instruments.prediction import named, predictions

RESOLUTION = 40


def finish(measured: Measured) -> dict[str, np.ndarray]:
    """As a grid, row by row along y."""
    return named(measured, "boundary", (RESOLUTION, RESOLUTION))


BOUNDARY = Instrument(
    name="boundary",
    title="Decision boundary",
    summary="The likeliest class and its probability on a grid over planar data.",
    formula=r"\arg\max_c \, \operatorname{softmax}(z(x, y))_c",
    source="Bishop 2006, Pattern Recognition and Machine Learning, section 1.5",
    finest="snapshot",
    columns=(
        ColumnPlan("boundary.class", ("step", "row", "column"), "the likeliest class", "class"),
        ColumnPlan("boundary.confidence", ("step", "row", "column"), "its probability", "share"),
    ),
    chart=Chart(
        (
            Row(
                "Decision boundary",
                (
                    Picture(
                        "decision boundary",
                        (Plane("boundary.class", "boundary.confidence"), Points()),
                    ),
                ),
                note="class by hue, confidence by depth; examples on top",
                height=232,
            ),
        )
    ),
    inputs="plane",
    task="classification",
    measure=predictions,
    finish=finish,
)
