"""Passes: all that core knows of a network is that it can be run forward."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, TypeAlias, runtime_checkable

from jaxtyping import Array, Float, Int, Shaped, UInt32

Arrays: TypeAlias = Mapping[str, Array]
"""Arrays of one layer, by name."""
Layers: TypeAlias = Mapping[str, Arrays]
"""Arrays by layer path, then by name: weights, their gradient or update, or a network's memory."""


class Batch(NamedTuple):
    """Examples.

    Args:
        x: inputs.
        y: targets.
        rows: which examples of their dataset they are: masks are keyed by example.
    """

    x: Float[Array, "batch features"]
    y: Shaped[Array, "batch ..."]
    rows: Int[Array, "batch"]


class Moment(NamedTuple):
    """When a pass is made.

    Args:
        key: of the moment's masks; the same for every network.
        memory: what the network remembers of earlier batches, such as running averages.
        held: what replaces the value of a tap, by the tap's name.
    """

    key: UInt32[Array, ""]
    memory: Layers
    held: Mapping[str, Array]


class Pass(NamedTuple):
    """What a pass leaves.

    Args:
        output: of the network.
        taps: what was asked for, by `layer path/quantity`.
        memory: what the network remembers from now on.
    """

    output: Float[Array, "batch outputs"]
    taps: dict[str, Array]
    memory: Layers


@runtime_checkable
class Forward(Protocol):
    """A network, run forward."""

    def __call__(
        self, weights: Layers, batch: Batch, moment: Moment, *, train: bool, taps: Sequence[str]
    ) -> Pass:
        """Run a batch.

        Args:
            weights: of every layer.
            batch: the examples.
            moment: when.
            train: whether this is a step of training: batch statistics, masks.
            taps: names of what is kept on the way; what is not named costs nothing.
        """
        ...


class LayerPlan(NamedTuple):
    """A layer with weights, before it has them.

    Args:
        path: what weights, taps and groups call it.
        name: what people call it.
        kind: the entry of the catalog of layers that has its first weights.
        inputs: numbers that go into each unit.
        units: numbers that come out, for each place if there are places.
        weights: names and shapes of its arrays; the first is the kernel, whose rows are units.
        activated: whether an activation follows, so that its slopes mean something.
    """

    path: str
    name: str
    kind: str
    inputs: int
    units: int
    weights: tuple[tuple[str, tuple[int, ...]], ...]
    activated: bool

    @property
    def kernel(self) -> str:
        """Name of the array that an update is compared with."""
        return self.weights[0][0]

    @property
    def parameters(self) -> int:
        """How many numbers its arrays have."""
        return sum(math.prod(shape) for _, shape in self.weights)

    def tap(self, quantity: str) -> str:
        """What a quantity of this layer is called."""
        return f"{self.path}/{quantity}"
