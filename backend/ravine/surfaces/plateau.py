"""A plateau with a narrow well."""

import jax.numpy as jnp
from jaxtyping import Array

from ravine.surfaces.base import Domain, Function, Minimizer, Surface
from ravine.vocabulary.parameters import Float

CENTRE = (0.8, 0.6)


def build(width: Array) -> Function:
    """The function `1 - exp(-r^2 / (2 width^2))`, r the distance to `CENTRE`."""

    def f(x: Array, y: Array) -> Array:
        squared = (x - CENTRE[0]) ** 2 + (y - CENTRE[1]) ** 2
        depth = squared / (2.0 * width**2)
        # Each form keeps its digits on its side: near the well `1 - exp` loses the value's, far
        # from it `expm1`, whose derivative JAX takes as `expm1 + 1`, loses the gradient's.
        return jnp.where(depth < 1.0, -jnp.expm1(-depth), 1.0 - jnp.exp(-depth))

    return f


def minimizers(**_: float) -> tuple[Minimizer, ...]:
    """The bottom of the well, whatever its width."""
    return (Minimizer(*CENTRE, 0.0),)


PLATEAU = Surface(
    name="plateau",
    title="Plateau",
    summary="A well in a wide plain: far from it the gradient all but vanishes.",
    formula=r"f = 1 - \exp\left(-\frac{(x-0.8)^2 + (y-0.6)^2}{2\sigma^2}\right)",
    source="An upturned Gaussian",
    tags=("plateau",),
    parameters=(
        Float("width", 0.6, 0.05, 10.0, "Width of the well, sigma.", soft=(0.2, 2.0), log=True),
    ),
    build=build,
    domain=Domain((-2.0, 3.0), (-2.0, 3.0)),
    start=(-0.6, -0.5),
    minimizers=minimizers,
)
