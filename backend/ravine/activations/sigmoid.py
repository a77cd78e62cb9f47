"""The logistic sigmoid."""

import jax

from ravine.activations.base import Activation

SIGMOID = Activation(
    name="sigmoid",
    title="Sigmoid",
    summary="Squeezes to (0, 1); its slope is at most 1/4, so gradients shrink layer by layer.",
    formula=r"\sigma(z) = \frac{1}{1 + e^{-z}}",
    source="LeCun et al. 1998, Efficient BackProp",
    tags=("bounded",),
    build=lambda: jax.nn.sigmoid,
    steepest=0.25,
)
