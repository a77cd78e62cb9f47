"""Himmelblau's function."""

from jaxtyping import Array

from ravine.surfaces.base import Domain, Function, Minimizer, Surface

# The roots of x^2 + y = 11 and x + y^2 = 7, to double precision.
MINIMIZERS = (
    Minimizer(3.0, 2.0, 0.0),
    Minimizer(-2.805118086952745, 3.131312518250573, 0.0),
    Minimizer(-3.779310253377747, -3.283185991286170, 0.0),
    Minimizer(3.584428340330492, -1.848126526964404, 0.0),
)


def build() -> Function:
    """The function `(x^2 + y - 11)^2 + (x + y^2 - 7)^2`."""

    def f(x: Array, y: Array) -> Array:
        return (x**2 + y - 11.0) ** 2 + (x + y**2 - 7.0) ** 2

    return f


def minimizers() -> tuple[Minimizer, ...]:
    """Four minima of the same value."""
    return MINIMIZERS


HIMMELBLAU = Surface(
    name="himmelblau",
    title="Himmelblau",
    summary="Four equal minima: a small change of start or rate decides which one is reached.",
    formula=r"f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    source="Himmelblau, Applied Nonlinear Programming (1972)",
    tags=("multimodal",),
    build=build,
    domain=Domain((-5.0, 5.0), (-5.0, 5.0)),
    start=(-0.5, -1.0),
    minimizers=minimizers,
)
