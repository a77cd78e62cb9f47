"""Distributions of the gradient's entries."""

from ravine.instruments.distribution import distribution

GRADIENTS = distribution(
    name="gradient",
    title="Gradients",
    of="the entries of the probe's gradient",
    formula=r"\partial L / \partial W_l",
    values=lambda sight: sight.kernels(sight.gradient),
)
