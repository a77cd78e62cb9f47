"""How sharply the loss curves where it curves most."""

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Line, Rule
from ravine.vocabulary.parameters import Int


def measure(sight: SnapshotSight, *, iterations: int) -> Measured:
    """By power iteration: first for the eigenvalue of largest size; then, shifted by that size so
    that none is negative, for the largest. The limit is that of the next step.
    """
    start = jax.tree.map(_signs, sight.weights)
    size = jnp.abs(_dominant(sight, start, jnp.float32(0), iterations))
    largest = _dominant(sight, start, size, iterations)
    return {"sharpness": largest, "stability_limit": sight.limit}


def _dominant(
    sight: SnapshotSight, start: Any, shift: Float[Array, ""], iterations: int
) -> Float[Array, ""]:
    """The eigenvalue of the Hessian that is largest in size once `shift` is added to all."""

    def turn(_: int, vector: Any) -> Any:
        product = sight.hessian_product(vector)
        return _unit(jax.tree.map(lambda h, v: h + shift * v, product, vector))

    vector = jax.lax.fori_loop(0, iterations, turn, _unit(start))
    return _product(vector, sight.hessian_product(vector))


def _signs(leaf: Array) -> Array:
    """Plus and minus one without a pattern, the same at every snapshot."""
    return jax.random.rademacher(jax.random.key(leaf.size), leaf.shape, leaf.dtype)


def _unit(vector: Any) -> Any:
    length = jnp.sqrt(_product(vector, vector))
    return jax.tree.map(partial(jnp.multiply, jnp.where(length > 0, 1 / length, 1)), vector)


def _product(one: Any, other: Any) -> Float[Array, ""]:
    pairs = zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True)
    return jnp.sum(jnp.stack([jnp.sum(a * b) for a, b in pairs]))


SHARPNESS = Instrument(
    name="sharpness",
    title="Sharpness",
    summary="Largest eigenvalue of the Hessian of the probe's loss.",
    formula=r"\lambda_{\max}\big(\nabla^2 L(w)\big)",
    source="Cohen et al. 2021, arXiv:2103.00065",
    tags=("curvature",),
    parameters=(Int("iterations", 30, 1, 200, "Rounds of power iteration, twice."),),
    finest="snapshot",
    columns=(
        ColumnPlan("sharpness", ("step",), "largest eigenvalue of the Hessian", scale="log"),
        ColumnPlan(
            "stability_limit",
            ("step",),
            "largest eigenvalue of the Hessian at which the optimizer's next step is stable",
            scale="log",
            gap="none is known for this optimizer",
        ),
    ),
    chart=Chart(
        (
            Row(
                "Sharpness",
                (
                    Picture(
                        "sharpness",
                        (
                            Line("sharpness"),
                            Rule(
                                "the stability limit, where one is known", column="stability_limit"
                            ),
                        ),
                    ),
                ),
                note="largest eigenvalue of the Hessian",
            ),
        )
    ),
    chosen="asked",
    measure=measure,
)
