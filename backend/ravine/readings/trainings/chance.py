"""What guessing gives."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# A guess does better than the bound in one of a hundred cases.
LUCK = 0.01


class Chance(NamedTuple):
    """How well one does without looking at the inputs.

    Args:
        share: of the examples, those of the commonest class: what always naming it gives.
        bound: the share of right answers that guessing exceeds with a probability of `LUCK`.
        examples: how many examples there are.
    """

    share: float
    bound: float
    examples: int


def chance_of(counts: Sequence[int]) -> Chance:
    """What guessing gives on examples of which so many belong to each class.

    The right answers of a guesser whose every answer is right with the frequency p of the
    commonest class are binomial, B(n, p); `bound` is its quantile of 1 - `LUCK`, over n.
    """
    examples = sum(counts)
    most = max(counts)
    return Chance(most / examples, quantile(examples, most) / examples, examples)


@lru_cache(maxsize=256)
def quantile(examples: int, most: int) -> int:
    """The least k with P(B(n, most / n) <= k) >= 1 - `LUCK`."""
    share = most / examples
    if share == 1:
        return examples
    above = 0.0
    for right in range(examples, -1, -1):
        above += math.exp(_log_probability(right, examples, share))
        if above > LUCK:
            return right
    return 0


def _log_probability(right: int, examples: int, share: float) -> float:
    ways = math.lgamma(examples + 1) - math.lgamma(right + 1) - math.lgamma(examples - right + 1)
    return ways + right * math.log(share) + (examples - right) * math.log1p(-share)


def above_chance(accuracy: float, counts: Sequence[int]) -> bool:
    """Whether so many right answers are no luck."""
    return accuracy > chance_of(counts).bound + 1e-6  # accuracies are float32
