"""The marks that pictures are composed of; each names the columns that it draws."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

Axis: TypeAlias = Literal[
    "step", "layer", "bin", "bound", "percentile", "row", "column", "example", "input"
]
Axes: TypeAlias = tuple[Axis, ...]
Reads: TypeAlias = dict[str, tuple[Axes, ...]]
"""Columns that a mark draws, with the axes that it can draw."""
Layers: TypeAlias = Literal["all", "hidden"]
"""All layers, or all but the last, which has no activation."""
Ground: TypeAlias = Literal["steps", "layers", "map", "plane", "pair", "gallery"]
"""What a mark stands on: values over steps or over layers, layers over steps, the plane of
two-dimensional examples, one number of each example over another, or a list of examples."""


@dataclass(frozen=True)
class Line:
    """Values over the steps, a line for each layer where there are layers.

    Args:
        column: what is drawn.
        title: what the line is called where a picture has several.
        weight: how it stands beside others.
    """

    column: str
    title: str = ""
    weight: Literal["thin", "usual", "bold"] = "usual"
    mark: Literal["line"] = "line"
    ground: ClassVar[Ground] = "steps"

    @property
    def reads(self) -> Reads:
        """What it draws."""
        return {self.column: (("step",), ("step", "layer"))}


@dataclass(frozen=True)
class Rule:
    """A bound across a picture of values over the steps: one number, or one a step.

    Args:
        title: what it bounds.
        value: the number; None where a column has it.
        column: the bound at each step; empty where it is one number.
    """

    title: str
    value: float | None = None
    column: str = ""
    mark: Literal["rule"] = "rule"
    ground: ClassVar[Ground] = "steps"

    def __post_init__(self) -> None:
        if (self.value is None) == (self.column == ""):
            raise ValueError(f"the rule '{self.title}' needs either a value or a column")

    @property
    def reads(self) -> Reads:
        """What it draws."""
        return {self.column: (("step",),)} if self.column else {}


@dataclass(frozen=True)
class Heat:
    """Values as shades, layer by step, on one logarithmic scale for all runs.

    Args:
        column: what is drawn.
        low: where the shades begin.
        high: where they end.
    """

    column: str
    low: float
    high: float
    mark: Literal["heat"] = "heat"
    ground: ClassVar[Ground] = "map"

    @property
    def reads(self) -> Reads:
        """What it draws."""
        return {self.column: (("step", "layer"),)}


@dataclass(frozen=True)
class Band:
    """A distribution as nested bands between percentiles, with its median.

    Args:
        column: the percentiles.
        along: of every layer at one step, or of one layer over the steps.
        lost: counts of values that are not finite; empty where nothing counts them.
        layers: whose.
    """

    column: str
    along: Literal["layer", "step"]
    lost: str = ""
    layers: Layers = "all"
    mark: Literal["band"] = "band"

    @property
    def ground(self) -> Ground:
        """What it stands on."""
        return "layers" if self.along == "layer" else "steps"

    @property
    def reads(self) -> Reads:
        """What it draws."""
        counts: Reads = {self.lost: (("step", "layer"),)} if self.lost else {}
        return {self.column: (("step", "layer", "percentile"),), **counts}


@dataclass(frozen=True)
class Bar:
    """A value for each layer at one step.

    Args:
        column: what is drawn.
        title: what the bar is called where a picture has several.
        fill: how it is told from others.
        layers: whose.
    """

    column: str
    title: str
    fill: Literal["full", "outline"] = "full"
    layers: Layers = "all"
    mark: Literal["bar"] = "bar"
    ground: ClassVar[Ground] = "layers"

    @property
    def reads(self) -> Reads:
        """What it draws."""
        return {self.column: (("step", "layer"),)}


@dataclass(frozen=True)
class Plane:
    """A class and how sure it is, over the plane of two-dimensional examples.

    Args:
        column: the class at each place.
        share: its probability.
    """

    column: str
    share: str
    mark: Literal["plane"] = "plane"
    ground: ClassVar[Ground] = "plane"

    @property
    def reads(self) -> Reads:
        """What it draws."""
        return dict.fromkeys((self.column, self.share), (("step", "row", "column"),))


@dataclass(frozen=True)
class Points:
    """The examples of the dataset, where they lie in the plane."""

    mark: Literal["points"] = "points"
    ground: ClassVar[Ground] = "plane"

    @property
    def reads(self) -> Reads:
        """No column: examples stay what they are."""
        return {}


@dataclass(frozen=True)
class Image:
    """Examples as images, each with its predicted class and how sure that is.

    Args:
        column: the class of each.
        share: its probability.
    """

    column: str
    share: str
    mark: Literal["image"] = "image"
    ground: ClassVar[Ground] = "gallery"

    @property
    def reads(self) -> Reads:
        """What it draws."""
        return dict.fromkeys((self.column, self.share), (("step", "example"),))


@dataclass(frozen=True)
class Point:
    """Examples as points, one number of each over another.

    Args:
        x: the number along the horizontal axis.
        y: the number along the vertical one.
        diagonal: what it means that both are equal; empty where that is not drawn.
    """

    x: str
    y: str
    diagonal: str = ""
    mark: Literal["point"] = "point"
    ground: ClassVar[Ground] = "pair"

    @property
    def reads(self) -> Reads:
        """What it draws."""
        return dict.fromkeys((self.x, self.y), (("step", "example"),))


@dataclass(frozen=True)
class Pixels:
    """Images that a network gives, each beside the one that it was given.

    Args:
        column: pixels, from 0 to 1 where the training images lie.
    """

    column: str
    mark: Literal["pixels"] = "pixels"
    ground: ClassVar[Ground] = "gallery"

    @property
    def reads(self) -> Reads:
        """What it draws."""
        return {self.column: (("step", "example", "input"),)}


Mark: TypeAlias = Line | Rule | Heat | Band | Bar | Plane | Points | Point | Image | Pixels
