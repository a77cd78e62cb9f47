"""Whether a step goes down the slope it stands on."""

import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.sight import Measured, StepSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Line


def measure(sight: StepSight) -> Measured:
    """NaN where a layer's gradient or update is zero, or it is frozen: zero has no direction."""
    updates, gradients = sight.whole(sight.update), sight.whole(sight.gradient)
    sizes = zip(sight.norms(updates), sight.layer_gradient_norm, strict=True)
    cosines = [
        sum(_along(*pair, moved, slope) for pair in zip(update, gradient, strict=True))
        for update, gradient, (moved, slope) in zip(updates, gradients, sizes, strict=True)
    ]
    return {"update_cosine": sight.over_layers(jnp.stack(cosines), jnp.nan)}


def _along(
    update: Array, gradient: Array, moved: Float[Array, ""], slope: Float[Array, ""]
) -> Float[Array, ""]:
    """Both are brought to length 1 before the product, so that it cannot underflow."""
    return -jnp.sum((update / moved) * (gradient / slope))


UPDATE_COSINE = Instrument(
    name="update_cosine",
    title="Update against gradient",
    summary="Cosine between each layer's update and its negative gradient: 1 is straight down.",
    formula=r"\cos_l = \frac{\langle \Delta w_l, -\nabla_l L \rangle}"
    r"{\lVert \Delta w_l \rVert_2 \, \lVert \nabla_l L \rVert_2}",
    source="Schneider, Dangel and Hennig 2021, arXiv:2102.06604",
    finest="step",
    columns=(
        ColumnPlan(
            "update_cosine",
            ("step", "layer"),
            "cosine between a layer's update and its negative gradient, all its arrays together",
            gap="update or gradient is 0",
        ),
    ),
    chart=Chart(
        (
            Row(
                "Update against gradient",
                (Picture("update against gradient", (Line("update_cosine"),)),),
                note="cosine, one line a layer; 1: straight down",
            ),
        )
    ),
    chosen="asked",
    measure=measure,
)
