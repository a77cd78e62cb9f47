"""The fully connected layer."""

import math

from jaxtyping import Array, Float

from ravine.layers.base import Layer, Shape, Weight, Wire
from ravine.vocabulary.parameters import Int


def weights(inputs: Shape, units: int) -> tuple[Weight, ...]:
    """A row for each unit, and its bias."""
    return (Weight("kernel", (units, math.prod(inputs))), Weight("bias", (units,), fill=0.0))


def apply(signal: Float[Array, "batch ..."], wire: Wire, **_: object) -> Array:
    """z = x Wᵀ + b, whatever the shape of an example's x."""
    flat = signal.reshape(len(signal), -1)
    out: Array = flat @ wire.weights["kernel"].T + wire.weights["bias"][None, :]
    return out


DENSE = Layer(
    name="dense",
    title="Dense",
    summary="Every unit sees every input.",
    formula=r"z = W x + b",
    source="Rumelhart, Hinton and Williams 1986, doi:10.1038/323533a0",
    parameters=(Int("units", 64, 1, 512, "Numbers that come out."),),
    weights=weights,
    out=lambda _, units: (units,),
    apply=apply,
)
