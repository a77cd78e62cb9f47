"""Examples on the device, and which of them are looked at."""

from typing import NamedTuple

from jaxtyping import Array, Float, Int, Shaped

from ravine.core.learning import Scale
from ravine.core.passes import Batch


class Batchwise(NamedTuple):
    """Examples on the device."""

    x: Float[Array, "examples features"]
    y: Shaped[Array, "examples ..."]


def batch_of(data: Batchwise, rows: Int[Array, "batch"]) -> Batch:
    """Some of the examples."""
    return Batch(data.x[rows], data.y[rows], rows)


class Views(NamedTuple):
    """The examples that snapshots look at, the same at every step and for every variant.

    Args:
        probe: examples whose activations and gradients are shown.
        train: training examples that loss and metrics are taken on.
        validation: validation examples.
        shown: inputs whose outputs are kept (a grid of points, or the first validation examples).
        scale: from what is learned to the target's unit.
    """

    probe: Batchwise
    train: Batchwise
    validation: Batchwise
    shown: Float[Array, "shown features"]
    scale: Scale
