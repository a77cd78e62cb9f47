"""Functions whose derivative in JAX loses digits or convention: the same values, mended slopes.

JAX takes tanh' as (1 + tanh)(1 - tanh), which is 0 from 20 on; asin' as 1/sqrt(1 - x^2), which
loses half its digits close to 1; |x|' at 0 as 1, where the convention is 0; and of three equal
arguments of max, taken in pairs, one counts as much as the other two.
"""

from functools import reduce

import jax
import jax.numpy as jnp
from jaxtyping import Array


@jax.custom_jvp
def tanh(x: Array) -> Array:
    """The hyperbolic tangent; its derivative is `1 / cosh(x)^2`."""
    return jnp.tanh(x)


@jax.custom_jvp
def asin(x: Array) -> Array:
    """The arc sine; its derivative is `1 / sqrt((1 - x)(1 + x))`."""
    return jnp.arcsin(x)


@jax.custom_jvp
def acos(x: Array) -> Array:
    """The arc cosine; its derivative is that of `asin`, negated."""
    return jnp.arccos(x)


def magnitude(x: Array) -> Array:
    """The absolute value `|x| = x sign(x)`; its derivative is `sign(x)`, 0 at 0."""
    return x * jnp.sign(x)


@jax.custom_jvp
def least(*values: Array) -> Array:
    """The least of several values; those that are equal share the derivative evenly."""
    return reduce(jnp.minimum, values)


@jax.custom_jvp
def greatest(*values: Array) -> Array:
    """The greatest of several values; those that are equal share the derivative evenly."""
    return reduce(jnp.maximum, values)


@least.defjvp
def _least_slope(values: tuple[Array, ...], tangents: tuple[Array, ...]) -> tuple[Array, Array]:
    chosen = least(*values)
    return chosen, _shared(chosen, values, tangents)


@greatest.defjvp
def _greatest_slope(values: tuple[Array, ...], tangents: tuple[Array, ...]) -> tuple[Array, Array]:
    chosen = greatest(*values)
    return chosen, _shared(chosen, values, tangents)


def _shared(chosen: Array, values: tuple[Array, ...], tangents: tuple[Array, ...]) -> Array:
    """The mean of the tangents of those values that were chosen."""
    ties = [value == chosen for value in values]
    slopes = [jnp.where(tie, slope, 0.0) for tie, slope in zip(ties, tangents, strict=True)]
    return reduce(jnp.add, slopes) / reduce(jnp.add, [tie.astype(chosen.dtype) for tie in ties])


@jax.custom_jvp
def _sech(x: Array) -> Array:
    """`1 / cosh(x)`; its derivative, too, would lose digits far out."""
    return 1.0 / jnp.cosh(x)


_sech.defjvps(lambda tangent, sech, x: -tangent * sech * tanh(x))
tanh.defjvps(lambda tangent, _, x: tangent * _sech(x) ** 2)
asin.defjvps(lambda tangent, _, x: tangent / jnp.sqrt(_room(x)))
acos.defjvps(lambda tangent, _, x: -tangent / jnp.sqrt(_room(x)))


def _room(x: Array) -> Array:
    """`1 - x^2`, in the form that keeps its digits, and its own derivative's, at this x."""
    return jnp.where(jnp.abs(x) < 0.5, 1.0 - x**2, (1.0 - x) * (1.0 + x))
