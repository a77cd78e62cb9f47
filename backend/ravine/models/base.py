"""What a model is: named blocks, each a few layers in a row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from ravine import datasets
from ravine.core.passes import LayerPlan
from ravine.datasets import Image, Inputs, Plane, Vector
from ravine.layers import LAYERS, Layer, Remembered, Shape, Weight
from ravine.vocabulary.catalog import Entry

Numbers: TypeAlias = Mapping[str, Any]


class Part(NamedTuple):
    """A layer's place in a block.

    Args:
        layer: name of the layer's entry.
        statics: its parameters that shape the program.
        numbers: its parameters that may move, each with the model's parameter that sets it.
    """

    layer: str
    statics: tuple[tuple[str, Any], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def entry(self) -> Layer:
        """The layer."""
        return LAYERS[self.layer]

    def weights(self, inputs: Shape) -> tuple[Weight, ...]:
        """What it needs behind such an input."""
        return self.entry.weights(inputs, **dict(self.statics))

    def memory(self, inputs: Shape) -> tuple[Remembered, ...]:
        """What it remembers behind such an input."""
        return self.entry.memory(inputs, **dict(self.statics))

    def out(self, inputs: Shape) -> Shape:
        """What it makes of such an input."""
        return self.entry.out(inputs, **dict(self.statics))


def part(layer: str, /, numbers: Mapping[str, str] | None = None, **statics: Any) -> Part:
    """A layer with static parameters, and the names of the model's numbers that it takes."""
    return Part(layer, tuple(sorted(statics.items())), tuple(sorted((numbers or {}).items())))


class Block(NamedTuple):
    """Layers in a row that share a path: their weights, taps and memory lie under one name.

    Args:
        path: for weights, taps and groups, `hidden1`.
        name: for people, `hidden 1`.
        parts: the layers.
    """

    path: str
    name: str
    parts: tuple[Part, ...]


class Network(NamedTuple):
    """Blocks in a row, behind an input of known shape; equal networks share a compilation.

    Args:
        inputs: shape of one example.
        blocks: the blocks.
    """

    inputs: Shape
    blocks: tuple[Block, ...]

    @property
    def shapes(self) -> tuple[tuple[Shape, ...], ...]:
        """What goes into each part of each block."""
        found, shape = [], self.inputs
        for block in self.blocks:
            into = []
            for one in block.parts:
                into.append(shape)
                shape = one.out(shape)
            found.append(tuple(into))
        return tuple(found)

    @property
    def parts(self) -> Iterator[tuple[str, Part, Shape]]:
        """Path of the block, layer and input shape of every part."""
        for block, shapes in zip(self.blocks, self.shapes, strict=True):
            for one, shape in zip(block.parts, shapes, strict=True):
                yield block.path, one, shape

    @property
    def layers(self) -> tuple[LayerPlan, ...]:
        """The blocks that have weights."""
        found = []
        for block, shapes in zip(self.blocks, self.shapes, strict=True):
            into = zip(block.parts, shapes, strict=True)
            weights = [weight for one, shape in into for weight in one.weights(shape)]
            if weights:
                found.append(
                    LayerPlan(
                        path=block.path,
                        name=block.name,
                        kind=block.parts[0].layer,
                        inputs=weights[0].shape[1],
                        units=weights[0].shape[0],
                        weights=tuple((one.name, one.shape) for one in weights),
                        activated=any(one.entry.activates for one in block.parts),
                    )
                )
        return tuple(found)

    @property
    def drops(self) -> bool:
        """Whether training leaves something out at random."""
        return any(one.entry.masks for _, one, _ in self.parts)

    def moving(self, params: Mapping[str, Any]) -> Numbers:
        """Those of the model's parameters that may move without a compilation, as they go in."""
        sources = {source for _, one, _ in self.parts for _, source in one.numbers}
        return {name: np.float32(params[name]) for name in sorted(sources)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Model(Entry):
    """A network architecture.

    Args:
        blocks: from the entry's parameters, the `inputs` (shape of an example) and the number of
            `outputs` to the blocks, in the order of the forward pass.
        inputs: spaces of inputs that it takes.
        activation: name of the activation that it usually has; `linear`, and no other, where it
            has none.
        tasks: names of the tasks that it can learn; empty for all.
    """

    blocks: Callable[..., Sequence[Block]]
    inputs: tuple[type[Inputs], ...] = (Plane, Vector, Image, datasets.Sequence)
    activation: str = "relu"
    tasks: tuple[str, ...] = ()
