"""All the same."""

import jax
from jax.nn.initializers import Initializer as Draw
from jaxtyping import Array

from ravine.initializers.base import Initializer
from ravine.vocabulary.parameters import Float


def build(value: Array) -> Draw:
    """Every weight equal to `value`."""
    return jax.nn.initializers.constant(value)


CONSTANT = Initializer(
    name="constant",
    title="Constant",
    summary="All weights equal: units of a layer get the same gradient and never part.",
    formula="w = c",
    tags=("symmetric",),
    parameters=(
        Float("value", 0.1, -100.0, 100.0, "The value of every weight.", soft=(-1.0, 1.0)),
    ),
    build=build,
)
