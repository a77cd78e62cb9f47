"""The linear autoencoder."""

from ravine.datasets import Image, Vector
from ravine.models.base import Block, Model, part
from ravine.vocabulary.parameters import Int


def blocks(code: int, outputs: int, **_: object) -> tuple[Block, ...]:
    """A layer to the code, and one back."""
    return (
        Block("code", "code", (part("dense", units=code),)),
        Block("output", "output", (part("dense", units=outputs),)),
    )


LINEAR_AUTOENCODER = Model(
    name="linear_autoencoder",
    title="Linear autoencoder",
    summary="Two layers without activation: at its best it gives what as many principal "
    "components give.",
    formula=r"\hat x = W_2 (W_1 x + b_1) + b_2",
    source="Baldi and Hornik 1989, doi:10.1016/0893-6080(89)90014-2",
    tags=("reconstruction",),
    parameters=(Int("code", 8, 1, 512, "Numbers between the layers.", soft=(1, 64), log=True),),
    blocks=blocks,
    inputs=(Vector, Image),
    activation="linear",
    tasks=("reconstruction",),
)
