"""Squared error."""

import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.losses.base import Loss


def per_example(
    outputs: Float[Array, "batch outputs"], targets: Float[Array, "batch outputs"]
) -> Float[Array, "batch"]:
    """The mean over outputs of the squared distance from the target."""
    return jnp.mean((outputs - targets) ** 2, axis=-1)


SQUARED_ERROR = Loss(
    name="squared_error",
    title="Squared error",
    summary="Mean squared distance of the outputs from their targets; of classes, these are 1 for "
    "the true one and 0 for the others.",
    formula=r"\frac1C \sum_j (z_j - t_j)^2",
    source="PyTorch's MSELoss",
    tags=("regression", "classification", "reconstruction"),
    per_example=per_example,
    of="values",
)
