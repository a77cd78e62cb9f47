"""Glorot normal."""

from ravine.initializers.base import Initializer, scaled

GLOROT_NORMAL = Initializer(
    name="glorot_normal",
    title="Glorot normal",
    summary=(
        "Keeps the variance of activations and gradients level through tanh layers (also"
        " called Xavier)."
    ),
    formula=r"w \sim \mathcal{N}\left(0, \tfrac{2}{n_{in} + n_{out}}\right)",
    source="Glorot and Bengio 2010, proceedings.mlr.press/v9/glorot10a.html",
    build=scaled(1.0, "fan_avg", "normal"),
)
