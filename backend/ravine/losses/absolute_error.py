"""Absolute error."""

import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.stable import magnitude
from ravine.losses.base import Loss


def per_example(
    outputs: Float[Array, "batch outputs"], targets: Float[Array, "batch outputs"]
) -> Float[Array, "batch"]:
    """The mean over outputs of the distance from the target; its slope is 0 where that is 0."""
    return jnp.mean(magnitude(outputs - targets), axis=-1)


ABSOLUTE_ERROR = Loss(
    name="absolute_error",
    title="Absolute error",
    summary="Mean distance of the outputs from their targets: outliers pull no harder than others.",
    formula=r"\frac1C \sum_j |z_j - t_j|",
    source="PyTorch's L1Loss",
    tags=("regression",),
    per_example=per_example,
    of="values",
)
