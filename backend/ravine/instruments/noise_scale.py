"""How noisy the gradient of one example is, beside the gradient of all."""

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Line


def measure(sight: SnapshotSight) -> Measured:
    """Unbiased estimates of both, from the B probe examples' own gradients.

    Each is found under its own mask, with the statistics of the whole probe.
    """
    of_each = jnp.mean(_squares(sight.example_gradients, 1))
    mean = jax.tree.map(partial(jnp.mean, axis=0), sight.example_gradients)
    of_mean = _squares(mean, 0)
    count = len(sight.views.probe.y)
    spread = (of_each - of_mean) * count / (count - 1)
    signal = of_mean - spread / count
    return {"gradient_noise_scale": jnp.where(signal > 0, spread / signal, jnp.inf)}


def _squares(gradients: Any, kept: int) -> Float[Array, "..."]:
    """Sum of squares over all axes but the first `kept`."""
    leaves = jax.tree.leaves(gradients)
    sums = [jnp.sum(jnp.square(leaf), axis=tuple(range(kept, leaf.ndim))) for leaf in leaves]
    return jnp.sum(jnp.stack(sums), axis=0)


NOISE_SCALE = Instrument(
    name="noise_scale",
    title="Gradient noise scale",
    summary="The batch size at which the gradient's noise is as large as the gradient itself.",
    formula=r"B_{\text{simple}} = \operatorname{tr} \Sigma \,/\, \lVert G \rVert_2^2",
    source="McCandlish et al. 2018, arXiv:1812.06162",
    tags=("noise",),
    finest="snapshot",
    columns=(
        ColumnPlan(
            "gradient_noise_scale",
            ("step",),
            "trace of the gradients' covariance over their mean's squared norm; infinite where "
            "noise hides the mean",
            unit="examples",
            scale="log",
        ),
    ),
    chart=Chart(
        (
            Row(
                "Gradient noise scale",
                (Picture("gradient noise scale", (Line("gradient_noise_scale"),)),),
                note="in examples; infinite where noise hides the gradient",
            ),
        )
    ),
    chosen="asked",
    measure=measure,
)
