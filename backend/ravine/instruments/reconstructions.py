"""Images beside what the network makes of them."""

import jax.numpy as jnp

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Pixels


def measure(sight: SnapshotSight) -> Measured:
    """Stretched by the least and the largest pixel of the training images, as previews are."""
    given = sight.views.train.x
    low, high = jnp.min(given), jnp.max(given)
    shown = sight.outputs(sight.views.shown)
    return {"reconstructions.pixels": (shown - low) / jnp.maximum(high - low, 1e-12)}


RECONSTRUCTIONS = Instrument(
    name="reconstructions",
    title="Reconstructions",
    summary="A few validation images, as the network gives them back.",
    formula=r"(x_i, \hat x_i)",
    source="Hinton and Salakhutdinov 2006, doi:10.1126/science.1127647",
    finest="snapshot",
    columns=(
        ColumnPlan(
            "reconstructions.pixels",
            ("step", "example", "input"),
            "pixels of a few validation images as the network gives them back, 0 to 1 where the "
            "training images lie",
        ),
    ),
    chart=Chart(
        (
            Row(
                "Reconstructions",
                (Picture("reconstructions", (Pixels("reconstructions.pixels"),)),),
                note="above as given, below as given back",
                height=0,
            ),
        )
    ),
    inputs="image",
    task="reconstruction",
    measure=measure,
)
