"""What an activation entry is."""

from collections.abc import Callable
from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.vocabulary.catalog import Entry

Function = Callable[[Float[Array, "batch ... units"]], Float[Array, "batch ... units"]]


def elementwise_derivative(function: Function) -> Function:
    """The derivative of a function that treats each unit by itself."""

    def derivative(pre: Float[Array, "batch ... units"]) -> Float[Array, "batch ... units"]:
        slope: Array = jax.jvp(function, (pre,), (jnp.ones_like(pre),))[1]
        return slope

    return derivative


@dataclass(frozen=True, kw_only=True, eq=False)
class Activation(Entry):
    """What a layer applies to its pre-activations.

    Args:
        build: from the entry's parameters (which may be traced) to the function.
        derivative: from the function to the derivative of each unit by its own pre-activation.
        steepest: the derivative's largest value where the function is bounded, so that units can
            saturate; None where it is not.
    """

    build: Callable[..., Function]
    derivative: Callable[[Function], Function] = elementwise_derivative
    steepest: float | None = None
