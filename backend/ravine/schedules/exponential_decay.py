"""Exponential decay."""

import jax.numpy as jnp
from jaxtyping import Array, Int

from ravine.schedules.base import Factor, Schedule
from ravine.vocabulary import parameters


def build(rate: Array) -> Factor:
    """The factor `exp(-rate * count)`."""

    def at(count: Int[Array, ""]) -> Array:
        return jnp.exp(-rate * count)

    return at


EXPONENTIAL_DECAY = Schedule(
    name="exponential_decay",
    title="Exponential decay",
    summary="Lets the rate fall by the same share at every step.",
    formula=r"\eta_t = \eta_0\, e^{-k t}",
    parameters=(
        parameters.Float("rate", 0.01, 0.0, 10.0, "Decay per step, k.", soft=(1e-5, 1.0), log=True),
    ),
    build=build,
)
