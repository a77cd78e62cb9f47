"""What the network makes of a few validation examples."""

import numpy as np

from ravine.core.sight import Measured
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Image
from ravine.instruments.prediction import named, predictions


def finish(measured: Measured) -> dict[str, np.ndarray]:
    """One number for each example."""
    return named(measured, "samples", (-1,))


SAMPLES = Instrument(
    name="samples",
    title="Predictions",
    summary="The likeliest class of a few validation examples, and its probability.",
    formula=r"\arg\max_c \, \operatorname{softmax}(z_i)_c",
    source="Bishop 2006, Pattern Recognition and Machine Learning, section 1.5",
    finest="snapshot",
    columns=(
        ColumnPlan("samples.class", ("step", "example"), "the likeliest class", "class"),
        ColumnPlan("samples.confidence", ("step", "example"), "its probability", "share"),
    ),
    chart=Chart(
        (
            Row(
                "Predictions",
                (Picture("predictions", (Image("samples.class", "samples.confidence"),)),),
                note="class and confidence in %; × and frame: wrong",
                height=0,
            ),
        )
    ),
    inputs="image",
    task="classification",
    measure=predictions,
    finish=finish,
)
