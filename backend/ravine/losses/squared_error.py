"""Squared error."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int

from ravine.losses.base import Loss


def per_example(
    outputs: Float[Array, "batch classes"], labels: Int[Array, "batch"]
) -> Float[Array, "batch"]:
    """The mean over outputs of the squared distance from the one-hot label."""
    target = jax.nn.one_hot(labels, outputs.shape[-1], dtype=outputs.dtype)
    return jnp.mean((outputs - target) ** 2, axis=-1)


SQUARED_ERROR = Loss(
    name="squared_error",
    title="Squared error",
    summary="Mean squared distance of the outputs from the one-hot label.",
    formula=r"\frac1C \sum_j (z_j - [j = y])^2",
    source="PyTorch's MSELoss on one-hot targets",
    tags=("regression", "classification"),
    per_example=per_example,
)
