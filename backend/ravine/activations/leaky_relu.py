"""The leaky rectified linear unit."""

import jax.numpy as jnp
from jaxtyping import Array

from ravine.activations.base import Activation, Function
from ravine.vocabulary.parameters import Float


def build(negative_slope: Array) -> Function:
    """The function max(z, 0) + negative_slope * min(z, 0)."""
    return lambda pre: jnp.where(pre > 0, pre, negative_slope * pre)


LEAKY_RELU = Activation(
    name="leaky_relu",
    title="Leaky ReLU",
    summary="ReLU with a small slope below zero, so that a unit can come back to life.",
    formula=r"\max(0, z) + a \min(0, z)",
    source="Maas, Hannun and Ng 2013, Rectifier nonlinearities improve neural network "
    "acoustic models",
    tags=("unbounded",),
    parameters=(
        Float(
            "negative_slope",
            0.01,
            0.0,
            1.0,
            "Slope below zero, a.",
            soft=(0.0, 0.5),
            title="negative slope",
        ),
    ),
    build=build,
)
