"""What the instruments of distributions share: a histogram and percentiles by layer."""

from collections.abc import Callable, Sequence

import numpy as np
from jaxtyping import Array

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.core.summaries import summarize
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Band, Layers


def distribution(
    *,
    name: str,
    title: str,
    of: str,
    formula: str,
    values: Callable[[SnapshotSight], Sequence[Array]],
    layers: Layers = "all",
) -> Instrument:
    """An instrument that summarizes some arrays, one for each layer.

    Args:
        name: of the entry; its columns begin with it.
        title: for people.
        of: what is distributed, in words.
        formula: of one value.
        values: from what a snapshot offers to the arrays.
        layers: which are drawn.
    """

    def measure(sight: SnapshotSight) -> Measured:
        return {"values": list(values(sight))}

    def finish(measured: Measured) -> dict[str, np.ndarray]:
        found = summarize(measured["values"])._asdict()
        return {f"{name}.{part}": rows for part, rows in found.items()}

    return Instrument(
        name=name,
        title=title,
        summary=f"How {of} are distributed in each layer: histogram, percentiles, mean, spread.",
        formula=formula,
        source="Glorot and Bengio 2010, proceedings.mlr.press/v9/glorot10a",
        finest="snapshot",
        columns=(
            ColumnPlan(f"{name}.counts", ("step", "layer", "bin"), "histogram over equal bins"),
            ColumnPlan(f"{name}.range", ("step", "layer", "bound"), "least and largest value"),
            ColumnPlan(
                f"{name}.percentiles",
                ("step", "layer", "percentile"),
                "values at 0, 6.68, 15.87, 30.85, 50, 69.15, 84.13, 93.32 and 100 percent",
            ),
            ColumnPlan(f"{name}.mean", ("step", "layer"), "mean of the finite values"),
            ColumnPlan(f"{name}.std", ("step", "layer"), "standard deviation of the finite values"),
            ColumnPlan(f"{name}.nonfinite", ("step", "layer"), "how many values are not finite"),
        ),
        chart=_chart(name, layers),
        measure=measure,
        finish=finish,
    )


def _chart(name: str, layers: Layers) -> Chart:
    """Every layer at one step, and one layer over the steps; one quantity at a time."""
    column, lost, option = f"{name}.percentiles", f"{name}.nonfinite", name.replace("_", "-")
    by_layer = Band(column, "layer", lost, layers)
    over_time = Band(column, "step")
    return Chart(
        (
            Row(
                "Distribution by layer",
                (Picture(f"{option} by layer", (by_layer,)),),
                note="percentile bands, median",
                height=172,
            ),
            Row(
                "Distribution over time",
                (Picture(f"{option} over time", (over_time,)),),
                note="the same bands, one layer",
                height=150,
            ),
        ),
        option,
    )
