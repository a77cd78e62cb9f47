"""The rectified linear unit."""

import jax

from ravine.activations.base import Activation

RELU = Activation(
    name="relu",
    title="ReLU",
    summary="Passes what is positive; a unit that is negative on every example is dead.",
    formula=r"\max(0, z)",
    source="Glorot, Bordes and Bengio 2011, proceedings.mlr.press/v15/glorot11a.html. "
    "Derivative 0 at 0 by convention.",
    tags=("unbounded",),
    build=lambda: jax.nn.relu,
)
