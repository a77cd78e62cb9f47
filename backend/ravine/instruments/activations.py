"""Distributions of what layers pass on."""

from ravine.instruments.distribution import distribution

ACTIVATIONS = distribution(
    name="activation",
    title="Activations",
    of="activations of the probe's examples",
    formula=r"a_l = \phi(z_l)",
    layers="hidden",
    values=lambda sight: sight.taps("post"),
)
