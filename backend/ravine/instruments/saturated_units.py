"""Units on the flat part of their activation."""

import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.dead_units import IDLE
from ravine.instruments.marks import Bar

# A slope under this share of the steepest counts as saturated.
SATURATED = 0.01


def measure(sight: SnapshotSight) -> Measured:
    """Zero for layers without an activation, and where the activation has no steepest slope."""
    return {"saturated": jnp.stack([_saturated(one, sight.steepest) for one in sight.slopes])}


def _saturated(
    slope: Float[Array, "probe ... units"] | None, steepest: float | None
) -> Float[Array, ""]:
    if slope is None or steepest is None:
        return jnp.zeros((), jnp.float32)
    share: Array = jnp.mean((jnp.abs(slope) < SATURATED * steepest).astype(slope.dtype))
    return share


SATURATED_UNITS = Instrument(
    name="saturated_units",
    title="Saturated units",
    summary="Share of a layer's slopes that are under 1% of the activation's steepest.",
    formula=r"\tfrac{1}{N n_l} \, |\{(i, u) : |\phi'(z_{iu})| < 0.01 \max |\phi'|\}|",
    source="LeCun et al. 1998, Efficient BackProp",
    finest="snapshot",
    columns=(
        ColumnPlan(
            "saturated", ("step", "layer"), "share of slopes under 1% of the steepest", unit="share"
        ),
    ),
    chart=Chart(
        (
            Row(
                IDLE,
                (
                    Picture(
                        "dead and saturated units",
                        (Bar("saturated", "saturated", "outline", "hidden"),),
                    ),
                ),
                note="outlined: activations on a flat slope",
                height=132,
            ),
        )
    ),
    measure=measure,
)
