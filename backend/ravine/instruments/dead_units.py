"""Units that never let a gradient through."""

import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Bar


def measure(sight: SnapshotSight) -> Measured:
    """Zero for layers without an activation, such as the output."""
    return {"dead": jnp.stack([_dead(slope) for slope in sight.slopes])}


def _dead(slope: Float[Array, "probe ... units"] | None) -> Float[Array, ""]:
    if slope is None:
        return jnp.zeros((), jnp.float32)
    flat = jnp.all(slope == 0, axis=tuple(range(slope.ndim - 1)))
    share: Array = jnp.mean(flat.astype(slope.dtype))
    return share


IDLE = "Dead, saturated"
"""The row of units that learn little or nothing."""

DEAD_UNITS = Instrument(
    name="dead_units",
    title="Dead units",
    summary="Share of a layer's units that have slope 0 on every probe example: they cannot learn.",
    formula=r"\tfrac{1}{n_l} \, |\{u : \phi'(z_{iu}) = 0 \;\forall i\}|",
    source="Lu et al. 2019, arXiv:1903.06733",
    finest="snapshot",
    columns=(
        ColumnPlan(
            "dead",
            ("step", "layer"),
            "share of units with slope 0 on every probe example",
            unit="share",
        ),
    ),
    chart=Chart(
        (
            Row(
                IDLE,
                (Picture("dead and saturated units", (Bar("dead", "dead", layers="hidden"),)),),
                note="filled: units that never fire",
                height=132,
            ),
        )
    ),
    measure=measure,
)
