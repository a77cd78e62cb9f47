"""A recurrent network."""

from ravine.datasets import Sequence
from ravine.models.base import Block, Model, part
from ravine.models.options import DROPOUT, behind
from ravine.vocabulary.parameters import Int


def blocks(units: int, dropout: float, outputs: int, **_: object) -> tuple[Block, ...]:
    """One recurrent layer; the output sees its last state."""
    return (
        Block("recurrent", "recurrent", (part("recurrent", units=units), *behind(dropout))),
        Block("output", "output", (part("dense", units=outputs),)),
    )


RNN = Model(
    name="rnn",
    title="Recurrent network",
    summary="Reads a sequence step by step and answers at its end.",
    formula=r"h_t = \phi(W x_t + U h_{t-1} + b), \quad z = V h_T + c",
    source="Elman 1990, doi:10.1207/s15516709cog1402_1",
    parameters=(Int("units", 32, 1, 256, "Size of the state.", log=True), DROPOUT),
    inputs=(Sequence,),
    activation="tanh",
    blocks=blocks,
)
