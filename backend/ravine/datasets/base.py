"""What a dataset entry is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Shaped

from ravine.datasets.spaces import Inputs, Target
from ravine.vocabulary import parameters
from ravine.vocabulary.catalog import Entry

VALIDATION_SHARE = 0.2

NORMALIZATION_HELP = (
    "Of the inputs, by the training examples: none, to [0, 1] by one range for all features, "
    "or each feature to zero mean and unit variance."
)


class Shape(NamedTuple):
    """What is known of a dataset without loading it.

    Args:
        inputs: what goes in.
        targets: what is known of each example.
        train: number of training examples.
        validation: number of validation examples.
    """

    inputs: Inputs
    targets: Target
    train: int
    validation: int


class Examples(NamedTuple):
    """Inputs and their targets: labels, numbers, or as many numbers as a network gives."""

    x: Float[np.ndarray, "examples features"]
    y: Shaped[np.ndarray, "examples ..."]


class Data(NamedTuple):
    """A dataset, split and normalized, in float32; labels in int32."""

    train: Examples
    validation: Examples


@dataclass(frozen=True, kw_only=True, eq=False)
class Dataset(Entry):
    """Examples with targets.

    Args:
        shape: from the entry's parameters to the shape, whose spaces are of the same kinds
            whatever the parameters are.
        load: from the entry's parameters to all raw examples, in a fixed order.
    """

    shape: Callable[..., Shape]
    load: Callable[..., Examples]

    @property
    def usual(self) -> Shape:
        """The shape at the default parameters."""
        return self.shape(**self.fill())


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
