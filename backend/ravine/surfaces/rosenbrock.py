"""Rosenbrock's banana valley."""

from jaxtyping import Array

from ravine.surfaces.base import Domain, Function, Minimizer, Surface
from ravine.vocabulary.parameters import Float

# With b = 0 these y stand for all of the drawn line of minimizers.
LINE = tuple(step / 4 - 1.0 for step in range(17))


def build(a: Array, b: Array) -> Function:
    """The function `(a - x)^2 + b (y - x^2)^2`."""

    def f(x: Array, y: Array) -> Array:
        return (a - x) ** 2 + b * (y - x**2) ** 2

    return f


def minimizers(a: float, b: float) -> tuple[Minimizer, ...]:
    """The point `(a, a^2)`; with b = 0, points of the line `x = a`, which is all minimizers."""
    lowest = Minimizer(a, a * a, 0.0)
    return (lowest,) if b > 0 else (lowest, *(Minimizer(a, y, 0.0) for y in LINE))


ROSENBROCK = Surface(
    name="rosenbrock",
    title="Rosenbrock",
    summary="A bent ravine: who follows its floor, who bounces between its walls?",
    formula=r"f(x, y) = (a - x)^2 + b\,(y - x^2)^2",
    source="Rosenbrock 1960, doi:10.1093/comjnl/3.3.175",
    tags=("ravine",),
    parameters=(
        Float("a", 1.0, -10.0, 10.0, "Where the minimum lies: (a, a^2).", soft=(-1.5, 1.5)),
        Float("b", 100.0, 0.0, 1e6, "Steepness of the walls.", soft=(1.0, 1000.0), log=True),
    ),
    build=build,
    domain=Domain((-2.0, 2.0), (-1.0, 3.0)),
    start=(-1.5, 2.0),
    minimizers=minimizers,
)
