"""Distributions of what layers compute before their activation."""

from ravine.instruments.distribution import distribution

PRE_ACTIVATIONS = distribution(
    name="pre_activation",
    title="Pre-activations",
    of="pre-activations of the probe's examples",
    formula=r"z_l = W_l a_{l-1} + b_l",
    values=lambda sight: sight.taps("pre"),
)
