"""Diabetes patients, and how their disease went on."""

from typing import Any

import numpy as np

from ravine.datasets.base import Dataset, Examples, Shape, common_parameters, split_sizes
from ravine.datasets.spaces import Number, Vector

EXAMPLES = 442
NAMES = (
    "age",
    "sex",
    "body mass index",
    "blood pressure",
    "total cholesterol",
    "LDL",
    "HDL",
    "cholesterol / HDL",
    "log triglycerides",
    "blood sugar",
)


def shape(**_: Any) -> Shape:
    """Ten measurements, and a score; 353 patients to train on and 89 to validate."""
    return Shape(Vector(NAMES), Number("progression", "points"), *split_sizes(EXAMPLES))


def load(**_: Any) -> Examples:
    """All 442 patients, the measurements as they were taken."""
    from sklearn.datasets import load_diabetes  # takes a second to import

    inputs, scores = load_diabetes(return_X_y=True, scaled=False)
    return Examples(inputs.astype(np.float32), scores.astype(np.float32))


DIABETES = Dataset(
    name="diabetes",
    title="Diabetes",
    summary="442 patients: ten measurements, and a score of 25 to 346 points that says how far "
    "the disease had progressed a year later.",
    source="Efron, Hastie, Johnstone and Tibshirani 2004, doi:10.1214/009053604000000067; "
    "as shipped with scikit-learn",
    tags=("numbers", "real"),
    parameters=common_parameters(normalization="standardize"),
    shape=shape,
    load=load,
)
