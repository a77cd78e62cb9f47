"""No schedule."""

import jax.numpy as jnp
from jaxtyping import Array, Float, Int

from ravine.schedules.base import Factor, Schedule


def build() -> Factor:
    """The factor 1 at every step."""

    def factor(count: Int[Array, ""]) -> Float[Array, ""]:
        return jnp.ones_like(count, dtype=float)

    return factor


CONSTANT = Schedule(
    name="constant",
    title="Constant",
    summary="The same learning rate at every step.",
    formula=r"\eta_t = \eta_0",
    build=build,
)
