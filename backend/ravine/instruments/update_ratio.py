"""How far an update moves the weights, beside how large they are."""

import jax.numpy as jnp

from ravine.core.sight import Measured, StepSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Line, Rule


def measure(sight: StepSight) -> Measured:
    """NaN where a kernel is zero, so that there is nothing to compare with; infinite where the
    update or the kernel is not finite; 0 for frozen layers.
    """
    kernels = (*sight.kernels(sight.update), *sight.kernels(sight.weights))
    moved, weights = sight.norms([(kernel,) for kernel in kernels]).reshape(2, -1)
    ratio = jnp.where(jnp.isfinite(moved) & jnp.isfinite(weights), moved / weights, jnp.inf)
    return {"update_ratio": sight.over_layers(jnp.where(weights == 0, jnp.nan, ratio), 0.0)}


UPDATE_RATIO = Instrument(
    name="update_ratio",
    title="Update to weight",
    summary="Norm of each kernel's update over that of the kernel; about 0.001 is usual.",
    formula=r"\lVert \Delta W_l \rVert_2 \,/\, \lVert W_l \rVert_2",
    source="Karpathy 2016, cs231n.github.io/neural-networks-3",
    finest="step",
    columns=(
        ColumnPlan(
            "update_ratio",
            ("step", "layer"),
            "norm of the kernel's update over that of the kernel",
            scale="log",
            gap="all weights are 0",
        ),
    ),
    chart=Chart(
        (
            Row(
                "Update to weight",
                (
                    Picture(
                        "update to weight",
                        (Line("update_ratio"), Rule("a rule of thumb", value=1e-3)),
                    ),
                ),
                note="one line a layer",
            ),
        )
    ),
    measure=measure,
)
