"""Sequences whose class is told by their beginning."""

from typing import Any

import numpy as np

from ravine.datasets.base import (
    Dataset,
    Examples,
    Shape,
    common_parameters,
    example_count,
    split_sizes,
)
from ravine.datasets.spaces import Label, Sequence
from ravine.vocabulary.parameters import Float, Int

TOLD = 3


def shape(examples: int, length: int, **_: Any) -> Shape:
    """One number a step, two classes."""
    targets = Label(("low", "high"))
    return Shape(Sequence(length, ("value",)), targets, *split_sizes(examples))


def load(examples: int, length: int, noise: float, data_seed: int, **_: Any) -> Examples:
    """Three numbers near -1 or 1, and numbers around 0 that mean nothing behind them."""
    random = np.random.default_rng(data_seed)
    labels = np.arange(examples) % 2
    values = noise * random.standard_normal((examples, length))
    values[:, :TOLD] += np.where(labels == 1, 1.0, -1.0)[:, None]
    return Examples(values.astype(np.float32), labels.astype(np.int32))


LATCH = Dataset(
    name="latch",
    title="Latch",
    summary="Sequences whose class is told by their first three numbers; the rest is noise to "
    "remember through.",
    source="After Bengio, Simard and Frasconi 1994, doi:10.1109/72.279181",
    tags=("sequences",),
    parameters=(
        example_count(1000),
        Int("length", 20, 5, 100, "Numbers in a sequence.", soft=(5, 60)),
        Float("noise", 0.3, 0.0, 10.0, "Standard deviation of every number.", soft=(0.0, 1.0)),
        *common_parameters(),
    ),
    shape=shape,
    load=load,
)
