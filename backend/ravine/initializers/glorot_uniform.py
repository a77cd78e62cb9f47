"""Glorot uniform."""

from ravine.initializers.base import Initializer, scaled

GLOROT_UNIFORM = Initializer(
    name="glorot_uniform",
    title="Glorot uniform",
    summary="Glorot's variance, drawn uniformly (also called Xavier).",
    formula=(
        r"w \sim \mathcal{U}\left(-\sqrt{\tfrac{6}{n_{in} + n_{out}}},"
        r" \sqrt{\tfrac{6}{n_{in} + n_{out}}}\right)"
    ),
    source="Glorot and Bengio 2010, proceedings.mlr.press/v9/glorot10a.html",
    build=scaled(1.0, "fan_avg", "uniform"),
)
