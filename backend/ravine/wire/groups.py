"""Layers that are trained otherwise than the rest."""

from typing import Annotated

from pydantic import Field

from ravine.wire import limits
from ravine.wire.spec import Real, Strict


class LayerGroup(Strict):
    """Layers that are trained otherwise than the rest. The first group that matches counts."""

    layers: Annotated[str, Field(min_length=1, max_length=limits.MAX_NAME)] = Field(
        description="Pattern of layer paths, such as `hidden*`; `*` stands for anything."
    )
    learning_rate: Real | None = Field(
        None, description="In place of the optimizer's; the schedule multiplies it, too."
    )
    weight_decay: Real | None = Field(
        None, description="In place of the optimizer's, where it has one."
    )
    frozen: bool = Field(False, description="No gradient, no update, no optimizer state.")
