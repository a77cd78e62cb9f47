"""Two interleaved half circles."""

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


def shape(examples: int, **_: Any) -> Shape:
    """Two features, two classes."""
    return Shape(Plane(), Label(("upper", "lower")), *split_sizes(examples))


def load(examples: int, noise: float, data_seed: int, **_: Any) -> Examples:
    """scikit-learn's `make_moons`."""
    from sklearn.datasets import make_moons  # takes a second to import

    points, labels = make_moons(examples, noise=noise, random_state=data_seed)
    return Examples(points.astype(np.float32), labels.astype(np.int32))


MOONS = Dataset(
    name="moons",
    title="Two moons",
    summary="Two half circles that reach into each other: no straight line parts them.",
    source="scikit-learn's make_moons",
    tags=("points",),
    parameters=(example_count(1000), noise(0.15), *common_parameters()),
    shape=shape,
    load=load,
)
