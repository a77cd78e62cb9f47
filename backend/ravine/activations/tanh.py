"""The hyperbolic tangent."""

import jax.numpy as jnp

from ravine.activations.base import Activation

TANH = Activation(
    name="tanh",
    title="Tanh",
    summary="Squeezes to (-1, 1), symmetric about zero, with slope 1 there.",
    formula=r"\tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}",
    source="LeCun et al. 1998, Efficient BackProp",
    tags=("bounded", "zero-centred"),
    build=lambda: jnp.tanh,
    steepest=1.0,
)
