"""Rastrigin's function."""

import jax.numpy as jnp
from jaxtyping import Array

from ravine.core.parameters import Float
from ravine.surfaces.base import Domain, Function, Minimizer, Surface


def build(amplitude: Array) -> Function:
    """The function `2A + x^2 + y^2 - A cos(2 pi x) - A cos(2 pi y)`."""

    def f(x: Array, y: Array) -> Array:
        ripples = jnp.cos(2.0 * jnp.pi * x) + jnp.cos(2.0 * jnp.pi * y)
        return 2.0 * amplitude + x**2 + y**2 - amplitude * ripples

    return f


def minimizers(**_: float) -> tuple[Minimizer, ...]:
    """The global minimum; the many local ones are not listed."""
    return (Minimizer(0.0, 0.0, 0.0),)


RASTRIGIN = Surface(
    name="rastrigin",
    title="Rastrigin",
    summary="A bowl full of dents: a descent ends in the one it starts in, unless it has momentum.",
    formula=r"f = 2A + x^2 + y^2 - A\cos 2\pi x - A\cos 2\pi y",
    source="Rastrigin 1974; this form: Muehlenbein et al. 1991, doi:10.1016/S0167-8191(05)80052-3",
    tags=("multimodal",),
    parameters=(Float("amplitude", 10.0, 0.0, 1000.0, "Depth of the dents.", soft=(0.0, 20.0)),),
    build=build,
    domain=Domain((-5.12, 5.12), (-5.12, 5.12)),
    start=(-3.3, 2.7),
    minimizers=minimizers,
)
