"""A user's own surface: a typed expression or a Python function."""

from functools import lru_cache

from ravine.core.expressions import parse
from ravine.surfaces.base import Domain, Function, Surface

DEFAULT_DOMAIN = Domain((-2.0, 2.0), (-2.0, 2.0))


@lru_cache(maxsize=64)
def from_expression(text: str, domain: Domain, start: tuple[float, float] | None = None) -> Surface:
    """The surface of an expression in x and y; the same text gives the same entry.

    Raises:
        Problems: the text is not an expression of the accepted language.
    """
    expression = parse(text)
    return Surface(
        name="expression",
        title="Own function",
        summary=f"f(x, y) = {text}",
        formula=f"f(x, y) = {expression.latex}",
        source="Typed by the user",
        tags=("own",),
        build=lambda: expression.function,
        domain=domain,
        start=start or _corner(domain),
    )


def from_callable(
    function: Function, domain: Domain = DEFAULT_DOMAIN, start: tuple[float, float] | None = None
) -> Surface:
    """The surface of a Python function of x and y that JAX can trace."""
    name = getattr(function, "__name__", "own function")
    return Surface(
        name="callable",
        title=name,
        summary=(getattr(function, "__doc__", None) or name).strip().splitlines()[0],
        source="A Python function",
        tags=("own",),
        build=lambda: function,
        domain=domain,
        start=start or _corner(domain),
    )


def _corner(domain: Domain) -> tuple[float, float]:
    """A point an eighth of the way in from the upper left corner."""
    (left, right), (bottom, top) = domain.x, domain.y
    return left + (right - left) / 8, top - (top - bottom) / 8
