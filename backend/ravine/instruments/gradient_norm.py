"""How long the gradient is, in all and by layer."""

import jax.numpy as jnp

from ravine.core.sight import Measured, StepSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Heat


def measure(sight: StepSight) -> Measured:
    """Before clipping; NaN for frozen layers, whose gradient is not taken."""
    return {
        "gradient_norm": sight.gradient_norm,
        "layer_gradient_norm": sight.over_layers(sight.layer_gradient_norm, jnp.nan),
    }


GRADIENT_NORM = Instrument(
    name="gradient_norm",
    title="Gradient norm",
    summary="L2 norm of each step's gradient, whole and by layer, before clipping.",
    formula=r"\lVert \nabla L \rVert_2 = \sqrt{\sum_j (\partial L / \partial w_j)^2}",
    source="Glorot and Bengio 2010, proceedings.mlr.press/v9/glorot10a",
    finest="step",
    columns=(
        ColumnPlan("gradient_norm", ("step",), "norm of the whole gradient", scale="log"),
        ColumnPlan(
            "layer_gradient_norm",
            ("step", "layer"),
            "norm of a layer's gradient, all its arrays together",
            scale="log",
        ),
    ),
    chart=Chart(
        (
            Row(
                "Gradient norm",
                (Picture("gradient norm", (Heat("layer_gradient_norm", 1e-8, 10.0),)),),
                note="layer by step",
                height=150,
            ),
        )
    ),
    chosen="always",
    measure=measure,
)
