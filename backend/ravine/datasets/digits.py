"""The UCI handwritten digits."""

from typing import Any

import numpy as np

from ravine.datasets.base import Dataset, Examples, Shape, common_parameters, split_sizes
from ravine.datasets.spaces import Image, Label

EXAMPLES = 1797


def shape(**_: Any) -> Shape:
    """64 pixels, ten classes, 1,437 examples to train on and 360 to validate."""
    return Shape(Image(8, 8, 1), Label(tuple("0123456789")), *split_sizes(EXAMPLES))


def load(**_: Any) -> Examples:
    """All 1,797 images of 8 by 8 pixels from 0 to 16."""
    from sklearn.datasets import load_digits  # takes a second to import

    pixels, labels = load_digits(return_X_y=True)
    return Examples(pixels.astype(np.float32), labels.astype(np.int32))


DIGITS = Dataset(
    name="digits",
    title="Digits",
    summary="1,797 handwritten digits of 8 by 8 pixels: real data, learned in a second.",
    source="Alpaydin and Kaynak 1998, UCI Machine Learning Repository, doi:10.24432/C50P49; "
    "as shipped with scikit-learn",
    tags=("images", "real"),
    parameters=common_parameters(normalization="unit_interval"),
    shape=shape,
    load=load,
)
