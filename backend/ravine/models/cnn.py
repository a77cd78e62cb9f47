"""A small convolutional network."""

from collections.abc import Sequence

from ravine.datasets import Image
from ravine.models.base import Block, Model, part
from ravine.models.options import DROPOUT, NORMALIZATION, behind, normalized
from ravine.vocabulary.parameters import IntList


def blocks(
    channels: Sequence[int], normalization: str, dropout: float, outputs: int, **_: object
) -> tuple[Block, ...]:
    """Convolutions of three by three, each halved by pooling, and the output layer."""
    inside = [
        Block(
            f"conv{number}",
            f"conv {number}",
            (
                part("convolution", channels=count, size=3),
                *normalized(normalization),
                part("activation"),
                part("pooling"),
                *behind(dropout),
            ),
        )
        for number, count in enumerate(channels, 1)
    ]
    return (*inside, Block("output", "output", (part("dense", units=outputs),)))


CNN = Model(
    name="cnn",
    title="Convolutional network",
    summary="Convolutions of three by three with pooling: it looks for the same thing everywhere.",
    formula=r"a_l = \operatorname{pool}\big(\phi(W_l * a_{l-1} + b_l)\big)",
    source="LeCun et al. 1998, doi:10.1109/5.726791",
    parameters=(
        IntList("channels", (8, 16), 1, 64, 3, "Channels of the convolutions, first to last."),
        NORMALIZATION,
        DROPOUT,
    ),
    inputs=(Image,),
    blocks=blocks,
)
