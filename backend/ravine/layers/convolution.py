"""The convolution."""

import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.layers.base import Layer, Shape, Weight, Wire
from ravine.vocabulary.parameters import Int


def weights(inputs: Shape, channels: int, size: int) -> tuple[Weight, ...]:
    """A row for each channel that comes out: the patch row by row, at each place all inputs."""
    places = size * size
    return (
        Weight("kernel", (channels, places * inputs[-1]), places=places),
        Weight("bias", (channels,), fill=0.0),
    )


def out(inputs: Shape, channels: int, size: int) -> Shape:
    """As high and as wide as what goes in."""
    del size
    height, width, _ = inputs
    return height, width, channels


def apply(
    signal: Float[Array, "batch height width inputs"], wire: Wire, channels: int, size: int
) -> Float[Array, "batch height width channels"]:
    """Same padding with zeros. Shifted copies of the image and one matrix product: inside a loop
    XLA's own convolution is ten times slower on CPUs.
    """
    before = (size - 1) // 2
    around = (before, size - 1 - before)
    padded = jnp.pad(signal, ((0, 0), around, around, (0, 0)))
    batch, height, width, _ = signal.shape
    shifted = [
        padded[:, down : down + height, right : right + width]
        for down in range(size)
        for right in range(size)
    ]
    patches = jnp.concatenate(shifted, axis=-1)
    flat = patches.reshape(batch * height * width, -1) @ wire.weights["kernel"].T
    found: Array = (flat + wire.weights["bias"][None, :]).reshape(batch, height, width, channels)
    return found


CONVOLUTION = Layer(
    name="convolution",
    title="Convolution",
    summary="Every unit sees a small square of the image, and all places share its weights.",
    formula=r"z_{yxc} = b_c + \sum_{u,v,k} W_{cuvk} \, x_{y+u,\,x+v,\,k}",
    source="LeCun et al. 1989, doi:10.1162/neco.1989.1.4.541",
    parameters=(
        Int("channels", 8, 1, 64, "Numbers that come out at each place."),
        Int("size", 3, 1, 7, "Height and width of the square."),
    ),
    weights=weights,
    out=out,
    apply=apply,
)
