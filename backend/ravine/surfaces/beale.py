"""Beale's function."""

from jaxtyping import Array

from ravine.surfaces.base import Domain, Function, Minimizer, Surface


def build() -> Function:
    """The sum of `(c_i - x (1 - y^i))^2` for c = 1.5, 2.25, 2.625."""

    def f(x: Array, y: Array) -> Array:
        return (
            (1.5 - x * (1.0 - y)) ** 2
            + (2.25 - x * (1.0 - y**2)) ** 2
            + (2.625 - x * (1.0 - y**3)) ** 2
        )

    return f


def minimizers() -> tuple[Minimizer, ...]:
    """The one minimum."""
    return (Minimizer(3.0, 0.5, 0.0),)


BEALE = Surface(
    name="beale",
    title="Beale",
    summary="Steep edges around a wide flat floor: one learning rate hardly suits both.",
    formula=r"f = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2",
    source="Beale 1958, On an iterative method of finding a local minimum",
    tags=("plateau", "ravine"),
    build=build,
    domain=Domain((-4.5, 4.5), (-4.5, 4.5)),
    start=(1.0, 1.6),
    minimizers=minimizers,
)
