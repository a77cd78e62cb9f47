"""Predicted numbers beside the true ones."""

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Point

EXAMPLES = 256


def measure(sight: SnapshotSight) -> Measured:
    """Of the first 256 validation examples, in the target's unit."""
    x, y = (array[:EXAMPLES] for array in sight.views.validation)
    shift, size = sight.views.scale
    return {
        "predicted.true": shift + size * y,
        "predicted.value": shift + size * sight.outputs(x)[:, 0],
    }


PREDICTED = Instrument(
    name="predicted",
    title="Predicted and true",
    summary="The numbers of up to 256 validation examples, and what the network predicts.",
    formula=r"(y_i, \hat y_i)",
    source="Cleveland 1993, Visualizing Data",
    finest="snapshot",
    columns=(
        ColumnPlan("predicted.true", ("step", "example"), "true number", "target"),
        ColumnPlan("predicted.value", ("step", "example"), "predicted number", "target"),
    ),
    chart=Chart(
        (
            Row(
                "Predicted and true",
                (
                    Picture(
                        "predicted over true",
                        (Point("predicted.true", "predicted.value", "right"),),
                    ),
                ),
                note="a point for each validation example",
                height=232,
            ),
        )
    ),
    task="regression",
    measure=measure,
)
