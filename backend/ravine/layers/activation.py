"""The activation that the run has chosen."""

from jaxtyping import Array

from ravine.layers.base import Layer, Wire


def apply(signal: Array, wire: Wire) -> Array:
    """Taps: `pre` before it and `post` behind it."""
    return wire.tap("post", wire.activation(wire.tap("pre", signal)))


ACTIVATION = Layer(
    name="activation",
    title="Activation",
    summary="The run's activation, for each unit.",
    formula=r"a = \phi(z)",
    source="Goodfellow, Bengio and Courville 2016, Deep Learning, section 6.3",
    apply=apply,
    activates=True,
)
