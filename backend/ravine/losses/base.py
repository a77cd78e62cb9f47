"""What a loss entry is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from jaxtyping import Array, Float, Shaped

from ravine.vocabulary.catalog import Entry

PerExample = Callable[[Float[Array, "batch outputs"], Shaped[Array, "batch ..."]], Array]


@dataclass(frozen=True, kw_only=True, eq=False)
class Loss(Entry):
    """What training makes small: the mean over examples of `per_example`.

    Args:
        per_example: from the network's outputs and the targets to one loss per example.
        of: what it compares the outputs with: the `label` of each example, or `values`, a number
            for each output.
    """

    per_example: PerExample
    of: Literal["label", "values"]
