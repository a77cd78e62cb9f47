"""What always giving the mean has."""

import math
from typing import Final

# One in a hundred, on one side, in standard deviations.
LUCK: Final = 2.326


def bound_of(examples: int) -> float:
    """The R² that outputs without any relation to the targets exceed once in a hundred times.

    R² is at most the squared correlation of outputs and targets, r², and of unrelated ones
    artanh(r) is nearly normal with variance 1 / (n - 3) (Fisher 1915): tanh(2.326 / sqrt(n - 3))².
    """
    return math.tanh(LUCK / math.sqrt(max(examples - 3, 1))) ** 2


def above_mean(explained: float, examples: int) -> bool:
    """Whether so much of the variance is explained by no luck."""
    return explained > bound_of(examples)
