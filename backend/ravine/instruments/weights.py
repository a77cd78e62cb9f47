"""Distributions of the weights."""

from ravine.instruments.distribution import distribution

WEIGHTS = distribution(
    name="weight",
    title="Weights",
    of="weights",
    formula=r"W_l",
    values=lambda sight: sight.kernels(sight.weights),
)
