"""The learning rate of each step."""

from ravine.core.sight import Measured, StepSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Line


def measure(sight: StepSight) -> Measured:
    """As the schedule has it."""
    return {"learning_rate": sight.rate}


LEARNING_RATE = Instrument(
    name="learning_rate",
    title="Learning rate",
    summary="The optimizer's rate times the schedule's factor, at each step.",
    formula=r"\eta_k = \eta \, s(k)",
    source="Robbins and Monro 1951, doi:10.1214/aoms/1177729586",
    finest="step",
    columns=(ColumnPlan("learning_rate", ("step",), "rate of the update", scale="log"),),
    chart=Chart(
        (
            Row(
                "Learning rate",
                (Picture("learning rate", (Line("learning_rate"),)),),
                together=True,
                height=120,
            ),
        )
    ),
    chosen="always",
    measure=measure,
)
