"""The loss of each step's batch."""

from ravine.core.sight import Measured, StepSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Line


def measure(sight: StepSight) -> Measured:
    """Before the update."""
    return {"loss": sight.loss}


COURSE = "Loss and scores"
"""The row that shows how well runs do, all in one picture."""

LOSS = Instrument(
    name="loss",
    title="Loss",
    summary="Mean loss of each step's batch, before its update.",
    formula=r"L(w_k) = \frac{1}{B} \sum_{i \in B_k} \ell_i(w_k)",
    source="Robbins and Monro 1951, doi:10.1214/aoms/1177729586",
    finest="step",
    columns=(ColumnPlan("loss", ("step",), "mean loss of the batch", scale="log"),),
    chart=Chart(
        (
            Row(
                COURSE,
                (Picture("loss", (Line("loss", "training", "thin"),)),),
                note="thin: training",
                together=True,
                height=196,
            ),
        )
    ),
    chosen="always",
    measure=measure,
)
