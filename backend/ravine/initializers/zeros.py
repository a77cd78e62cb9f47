"""All zeros."""

import jax

from ravine.initializers.base import Initializer

ZEROS = Initializer(
    name="zeros",
    title="Zeros",
    summary="All weights zero: every unit of a layer stays the same as its neighbours for ever.",
    formula="w = 0",
    tags=("symmetric",),
    build=lambda: jax.nn.initializers.zeros,
)
