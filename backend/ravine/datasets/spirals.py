"""Interleaved spirals."""

from typing import Any

import numpy as np

from ravine.datasets.base import (
    Dataset,
    Examples,
    Shape,
    common_parameters,
    example_count,
    noise,
    split_sizes,
)
from ravine.datasets.spaces import Label, Plane
from ravine.vocabulary.parameters import Float, Int


def shape(examples: int, arms: int, **_: Any) -> Shape:
    """Two features, a class for each arm."""
    names = tuple(f"arm {arm}" for arm in range(1, arms + 1))
    return Shape(Plane(), Label(names), *split_sizes(examples))


def load(
    examples: int, arms: int, turns: float, noise: float, data_seed: int, **_: Any
) -> Examples:
    """Points at radius r in [0.05, 1] and angle 2 pi (turns r + arm / arms), plus noise."""
    random = np.random.default_rng(data_seed)
    labels = np.arange(examples) % arms
    radius = 0.05 + 0.95 * np.sqrt(random.random(examples))
    angle = 2 * np.pi * (turns * radius + labels / arms)
    points = radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points += noise * random.standard_normal(points.shape)
    return Examples(points.astype(np.float32), labels.astype(np.int32))


SPIRALS = Dataset(
    name="spirals",
    title="Spirals",
    summary="Arms wound into each other: a hard boundary for a small network.",
    source="After Lang and Witbrock 1988, Learning to tell two spirals apart",
    tags=("points",),
    parameters=(
        example_count(1000),
        Int("arms", 2, 2, 6, "Number of arms, one class each."),
        Float("turns", 1.25, 0.1, 5.0, "Turns of each arm.", soft=(0.25, 2.0)),
        noise(0.03),
        *common_parameters(),
    ),
    shape=shape,
    load=load,
)
