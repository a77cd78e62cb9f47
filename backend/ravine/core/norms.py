"""L2 norms of float32 arrays that neither underflow nor overflow on their way.

Squares of float32 numbers are lost below 1e-38 and infinite above 1e38, so that their sum gives no
norm below 1e-19 or above 1e19. In float64 all of them have a place, at a price that most steps
need not pay: between `LEAST` and `MOST` float32 is as good, and steps that leave these bounds are
taken again with `wide`.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

Group: TypeAlias = Sequence[Array]

# Entries whose squares are lost are below 1e-19, so they count for nothing beside a norm of 1e-12;
# below 1e18 no sum of squares comes near the largest float32.
LEAST: Final = 2.0**-40
MOST: Final = 2.0**60


def norms(groups: Sequence[Group], *, wide: bool = True) -> Float[Array, "groups"]:
    """The L2 norm of each group of arrays taken together, sqrt(sum x^2).

    Args:
        groups: float32 arrays of any shapes, at least one in each group.
        wide: whether norms are right as far as float32 reaches, from 1e-38 to 3e38, or only those
            that are `ordinary`. Where they are, both give the same bits.
    """
    narrow = jnp.sqrt(jnp.stack([sum(map(_squared, group), jnp.float32(0)) for group in groups]))
    if not wide:
        return narrow
    with jax.enable_x64(True):
        squares = [sum(map(_widely_squared, group), jnp.float64(0)) for group in groups]
        far = jnp.sqrt(jnp.stack(squares)).astype(jnp.float32)
    return jnp.where(ordinary(narrow), narrow, far)


def ordinary(found: Float[Array, "groups"]) -> Bool[Array, "groups"]:
    """Which norms, found in float32, are surely right: not a number is, too."""
    return ((found >= LEAST) & (found <= MOST)) | jnp.isnan(found)


def _squared(array: Array) -> Float[Array, ""]:
    return jnp.sum(jax.lax.square(array))


def _widely_squared(array: Array) -> Float[Array, ""]:
    return jnp.sum(jax.lax.square(array.astype(jnp.float64)))
