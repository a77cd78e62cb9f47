"""What a learning-rate schedule entry is."""

from collections.abc import Callable
from dataclasses import dataclass

from jaxtyping import Array, Float, Int

from ravine.vocabulary.catalog import Entry

Factor = Callable[[Int[Array, ""]], Float[Array, ""]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Schedule(Entry):
    """A factor on the learning rate, as a function of the step count.

    Args:
        build: from the entry's parameters (which may be traced) to the factor: a function of the
            number of steps already taken, 0 for the first.
    """

    build: Callable[..., Factor]
