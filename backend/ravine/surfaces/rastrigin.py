"""Rastrigin's function."""

import jax.numpy as jnp
from jaxtyping import Array

from ravine.surfaces.base import Domain, Function, Minimizer, Surface
from ravine.vocabulary.parameters import Float


def build(amplitude: Array) -> Function:
    """The function `2A + x^2 + y^2 - A cos(2 pi x) - A cos(2 pi y)`.

    Written with `1 - cos(2t) = 2 sin(t)^2`: near the minimum the cosines would cancel.
    """

    def f(x: Array, y: Array) -> Array:
        dents = jnp.sin(jnp.pi * x) ** 2 + jnp.sin(jnp.pi * y) ** 2
        return x**2 + y**2 + 2.0 * amplitude * dents

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
