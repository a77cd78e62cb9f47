"""What a loss entry is."""

from collections.abc import Callable
from dataclasses import dataclass

from jaxtyping import Array, Float, Int

from ravine.core.catalog import Entry

PerExample = Callable[[Float[Array, "batch classes"], Int[Array, "batch"]], Float[Array, "batch"]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Loss(Entry):
    """What training makes small: the mean over examples of `per_example`.

    Args:
        per_example: from the network's outputs and the class labels to one loss per example.
    """

    per_example: PerExample
