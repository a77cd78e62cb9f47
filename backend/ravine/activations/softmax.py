"""Softmax over a layer's units."""

import jax

from ravine.activations.base import Activation, Function


def derivative(function: Function) -> Function:
    """The diagonal of softmax's Jacobian, p (1 - p)."""

    def diagonal(pre: jax.Array) -> jax.Array:
        probability = function(pre)
        return probability * (1.0 - probability)

    return diagonal


SOFTMAX = Activation(
    name="softmax",
    title="Softmax",
    summary="Positive and summing to one over the layer: units compete. Rarely used inside.",
    formula=r"\frac{e^{z_i}}{\sum_j e^{z_j}}",
    source="Bridle 1990, doi:10.1007/978-3-642-76153-9_28",
    tags=("bounded",),
    build=lambda: jax.nn.softmax,
    derivative=derivative,
    steepest=0.25,
)
