"""What a dataset entry is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float, Int

from ravine.core import parameters
from ravine.core.catalog import Entry

VALIDATION_SHARE = 0.2

NORMALIZATION_HELP = (
    "Of the inputs, by the training examples: none, to [0, 1] by one range for all features, "
    "or each feature to zero mean and unit variance."
)


class Shape(NamedTuple):
    """What is known of a dataset without loading it.

    Args:
        features: numbers per example.
        class_names: one name per class.
        train: number of training examples.
        validation: number of validation examples.
    """

    features: int
    class_names: tuple[str, ...]
    train: int
    validation: int


class Examples(NamedTuple):
    """Inputs and their class labels."""

    x: Float[np.ndarray, "examples features"]
    y: Int[np.ndarray, "examples"]


class Data(NamedTuple):
    """A dataset, split and normalized, in float32 and int32."""

    train: Examples
    validation: Examples


@dataclass(frozen=True, kw_only=True, eq=False)
class Dataset(Entry):
    """Labelled examples.

    Args:
        kind: `points` are two-dimensional and drawn in the plane; `images` are drawn as such.
        shape: from the entry's parameters to the shape.
        load: from the entry's parameters to all raw examples, in a fixed order.
        image_shape: height and width of an image.
    """

    kind: Literal["points", "images"]
    shape: Callable[..., Shape]
    load: Callable[..., Examples]
    image_shape: tuple[int, int] | None = None


def split_sizes(examples: int) -> tuple[int, int]:
    """Numbers of training and validation examples; the latter rounded up, as scikit-learn does."""
    validation = int(np.ceil(VALIDATION_SHARE * examples))
    return examples - validation, validation


def common_parameters(
    normalization: str = "none",
) -> tuple[parameters.Choice, parameters.Int]:
    """The parameters that every dataset has."""
    return (
        parameters.Choice(
            "normalization",
            normalization,
            ("none", "unit_interval", "standardize"),
            NORMALIZATION_HELP,
        ),
        parameters.Int(
            "data_seed",
            0,
            0,
            2**31 - 1,
            "Seed of the examples and of the split.",
            soft=(0, 20),
            title="data seed",
        ),
    )


def example_count(default: int) -> parameters.Int:
    """How many examples to make."""
    return parameters.Int(
        "examples",
        default,
        60,
        20_000,
        "Examples in all; a fifth validates.",
        soft=(100, 5000),
        log=True,
    )


def noise(default: float) -> parameters.Float:
    """How far points stray."""
    return parameters.Float(
        "noise", default, 0.0, 10.0, "Standard deviation of the points' scatter.", soft=(0.0, 0.5)
    )
