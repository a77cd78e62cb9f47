"""What a surface entry is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jaxtyping import Array, Float

from ravine.vocabulary.catalog import Entry

Function = Callable[[Float[Array, "..."], Float[Array, "..."]], Float[Array, "..."]]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Domain:
    """The part of the plane that is drawn; paths may leave it."""

    x: Interval
    y: Interval


@dataclass(frozen=True)
class Minimizer:
    """A point where a surface takes a least value, globally or nearby."""

    x: float
    y: float
    value: float


def no_minimizers(**_: Any) -> tuple[Minimizer, ...]:
    """The minimizers of a surface that has none."""
    return ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Surface(Entry):
    """A loss f(x, y) over the plane, which carries its own oracle.

    Args:
        build: from the entry's parameters to f, which works elementwise on arrays of any shape.
        domain: what to draw.
        start: a point from which a descent is telling.
        minimizers: from the parameters to every known minimizer; none if unbounded below.
    """

    build: Callable[..., Function]
    domain: Domain
    start: tuple[float, float]
    minimizers: Callable[..., tuple[Minimizer, ...]] = no_minimizers


@dataclass(frozen=True)
class Landscape:
    """A surface with its parameters settled: what a comparison runs on.

    Args:
        surface: the entry.
        params: a value for each of its parameters.
    """

    surface: Surface
    params: Mapping[str, Any]

    @property
    def function(self) -> Function:
        """The loss f(x, y)."""
        return self.surface.build(**self.params)

    @property
    def minimizers(self) -> tuple[Minimizer, ...]:
        """Every known minimizer."""
        return self.surface.minimizers(**self.params)

    @property
    def minimum(self) -> float | None:
        """The least known value, or None."""
        return min((found.value for found in self.minimizers), default=None)
