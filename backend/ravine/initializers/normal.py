"""Normal with a given standard deviation."""

import jax
from jax.nn.initializers import Initializer as Draw
from jaxtyping import Array

from ravine.initializers.base import Initializer
from ravine.vocabulary.parameters import Float


def build(std: Array) -> Draw:
    """Normal weights of mean 0 and standard deviation `std`."""
    return jax.nn.initializers.normal(std)


NORMAL = Initializer(
    name="normal",
    title="Normal",
    summary="The same spread in every layer: too small and signals die out, too large and they "
    "saturate or explode.",
    formula=r"w \sim \mathcal{N}(0, s^2)",
    parameters=(
        Float(
            "std",
            0.01,
            0.0,
            100.0,
            "Standard deviation, s.",
            soft=(1e-4, 10.0),
            log=True,
            title="standard deviation",
        ),
    ),
    build=build,
)
