"""The monkey saddle."""

from jaxtyping import Array

from ravine.surfaces.base import Domain, Function, Surface


def build() -> Function:
    """The function `x^3 - 3 x y^2`."""

    def f(x: Array, y: Array) -> Array:
        return x**3 - 3.0 * x * y**2

    return f


MONKEY_SADDLE = Surface(
    name="monkey_saddle",
    title="Monkey saddle",
    summary="Flat to second order at its centre, unbounded below: who leaves the saddle first?",
    formula=r"f(x, y) = x^3 - 3 x y^2",
    source="Hilbert and Cohn-Vossen, Geometry and the Imagination (1932)",
    tags=("saddle", "unbounded"),
    build=build,
    domain=Domain((-1.5, 1.5), (-1.5, 1.5)),
    start=(1.2, 0.02),
)
