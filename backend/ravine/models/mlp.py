"""The multilayer perceptron."""

from collections.abc import Sequence

from ravine.models.base import Block, Model, part
from ravine.models.options import DROPOUT, NORMALIZATION, behind, normalized
from ravine.vocabulary.parameters import IntList


def blocks(
    hidden: Sequence[int], normalization: str, dropout: float, outputs: int, **_: object
) -> tuple[Block, ...]:
    """The hidden layers by width, and the output layer."""
    between = (*normalized(normalization), part("activation"), *behind(dropout))
    inside = [
        Block(f"hidden{number}", f"hidden {number}", (part("dense", units=units), *between))
        for number, units in enumerate(hidden, 1)
    ]
    return (*inside, Block("output", "output", (part("dense", units=outputs),)))


MLP = Model(
    name="mlp",
    title="Multilayer perceptron",
    summary="Fully connected layers; no hidden layer makes it softmax regression.",
    formula=r"a_l = \phi(W_l a_{l-1} + b_l)",
    source="Rumelhart, Hinton and Williams 1986, doi:10.1038/323533a0",
    parameters=(
        IntList(
            "hidden",
            (64, 64),
            1,
            512,
            16,
            "Widths of the hidden layers, first to last.",
            title="hidden layers",
        ),
        NORMALIZATION,
        DROPOUT,
    ),
    blocks=blocks,
)
