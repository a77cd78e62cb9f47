"""Spaces: what an example's inputs or its target are."""

import math
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias


@dataclass(frozen=True)
class Plane:
    """Two numbers, drawn as a point."""

    kind: ClassVar[Literal["plane"]] = "plane"
    shape: ClassVar[tuple[int, ...]] = (2,)


@dataclass(frozen=True)
class Vector:
    """Numbers, each of its own meaning.

    Args:
        names: what they are, in order.
    """

    names: tuple[str, ...]
    kind: ClassVar[Literal["vector"]] = "vector"

    @property
    def shape(self) -> tuple[int, ...]:
        """Of an example."""
        return (len(self.names),)


@dataclass(frozen=True)
class Image:
    """Pixels, row by row.

    Args:
        height: rows.
        width: columns.
        channels: numbers of a pixel.
    """

    height: int
    width: int
    channels: int
    kind: ClassVar[Literal["image"]] = "image"

    @property
    def shape(self) -> tuple[int, ...]:
        """Of an example."""
        return (self.height, self.width, self.channels)


@dataclass(frozen=True)
class Sequence:
    """Steps in time, each of a few numbers.

    Args:
        length: steps.
        names: what the numbers of a step are, in order.
    """

    length: int
    names: tuple[str, ...]
    kind: ClassVar[Literal["sequence"]] = "sequence"

    @property
    def shape(self) -> tuple[int, ...]:
        """Of an example."""
        return (self.length, len(self.names))


@dataclass(frozen=True)
class Label:
    """One of several classes, as its number.

    Args:
        names: what the classes are called, in order.
    """

    names: tuple[str, ...]
    kind: ClassVar[Literal["label"]] = "label"


@dataclass(frozen=True)
class Number:
    """A real number.

    Args:
        name: what it is.
        unit: that it is measured in.
    """

    name: str
    unit: str
    kind: ClassVar[Literal["number"]] = "number"


Inputs: TypeAlias = Plane | Vector | Image | Sequence
Target: TypeAlias = Label | Number


def size(inputs: Inputs) -> int:
    """How many numbers an example has."""
    return math.prod(inputs.shape)
