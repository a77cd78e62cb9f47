"""What a layer entry is: one operation of a network, with the weights that it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from jaxtyping import Array, Int

from ravine.core.passes import Arrays, Moment
from ravine.vocabulary.catalog import Entry

Shape: TypeAlias = tuple[int, ...]
"""Of one example's values."""
Activation: TypeAlias = Callable[[Array], Array]


class Weight(NamedTuple):
    """An array of weights before it has numbers.

    Args:
        name: what the layer calls it.
        shape: its first axis is the units.
        fill: what it starts at; None where the initializer draws it.
        places: how many places of the input each unit sees; the kernel's columns are these places
            times the inputs at each.
    """

    name: str
    shape: Shape
    fill: float | None = None
    places: int = 1


class Remembered(NamedTuple):
    """An array of memory before it has numbers.

    Args:
        name: what the layer calls it; what it takes over a batch has a tap of the same name.
        shape: its shape.
        fill: what it starts at.
    """

    name: str
    shape: Shape
    fill: float


@dataclass
class Wire:
    """What a layer can reach beside its input.

    Args:
        path: of the layer.
        weights: of the layer.
        activation: of the run.
        moment: when the pass is made.
        rows: which examples run through.
        train: whether this is a step of training.
        wanted: names of the taps to keep.
        taps: what was kept so far, by name.
        memory: what is remembered from now on, by layer path.
    """

    path: str
    weights: Arrays
    activation: Activation
    moment: Moment
    rows: Int[Array, "batch"]
    train: bool
    wanted: Sequence[str]
    taps: dict[str, Array]
    memory: dict[str, dict[str, Array]]

    def tap(self, quantity: str, value: Array) -> Array:
        """Show a value to whoever wants it; returns what to go on with."""
        name = f"{self.path}/{quantity}"
        value = self.moment.held.get(name, value)
        if name in self.wanted:
            self.taps[name] = value
        return value

    def recall(self, name: str) -> Array:
        """What this layer remembers."""
        return self.moment.memory[self.path][name]

    def remember(self, name: str, value: Array) -> None:
        """Keep a value for later passes."""
        self.memory.setdefault(self.path, {})[name] = value


def _nothing(*_: object, **__: object) -> tuple[()]:
    return ()


def _same(shape: Shape, **_: object) -> Shape:
    return shape


@dataclass(frozen=True, kw_only=True, eq=False)
class Layer(Entry):
    """One operation of a network.

    Args:
        apply: from signal, wire and the entry's parameters to the signal that goes on;
            traced. Parameters that shape the program are static, others may be traced.
        weights: from an example's input shape and the static parameters to what it needs.
        memory: the same for what it remembers between batches.
        out: from the input shape and the static parameters to the output shape.
        least_batch: the fewest examples that training can run through it together.
        masks: whether it leaves something out at random in training.
        activates: whether it leaves the taps `pre` and `post` around an activation.
    """

    apply: Callable[..., Array]
    weights: Callable[..., tuple[Weight, ...]] = field(default=_nothing)
    memory: Callable[..., tuple[Remembered, ...]] = field(default=_nothing)
    out: Callable[..., Shape] = field(default=_same)
    least_batch: int = 1
    masks: bool = False
    activates: bool = False
