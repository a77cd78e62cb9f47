"""Average pooling."""

from jaxtyping import Array, Float

from ravine.layers.base import Layer, Shape, Wire


def out(inputs: Shape) -> Shape:
    """Half as high and as wide; what is left over of an odd size is dropped."""
    height, width, channels = inputs
    return height // 2, width // 2, channels


def apply(signal: Float[Array, "batch height width channels"], wire: Wire) -> Array:
    """The mean of each square of two by two."""
    del wire
    batch, height, width, channels = signal.shape
    even = signal[:, : height // 2 * 2, : width // 2 * 2]
    squares = even.reshape(batch, height // 2, 2, width // 2, 2, channels)
    found: Array = squares.mean(axis=(2, 4))
    return found


POOLING = Layer(
    name="pooling",
    title="Average pooling",
    summary="The mean of each square of two by two: half the height and half the width.",
    formula=r"a_{yx} = \tfrac14 \sum_{u,v \in \{0,1\}} x_{2y+u,\,2x+v}",
    source="LeCun et al. 1989, doi:10.1162/neco.1989.1.4.541",
    out=out,
    apply=apply,
)
