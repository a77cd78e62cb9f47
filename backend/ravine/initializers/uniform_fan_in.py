"""Uniform, fan in."""

from ravine.initializers.base import Initializer, scaled

UNIFORM_FAN_IN = Initializer(
    name="uniform_fan_in",
    title="Uniform, fan in",
    summary=(
        "Uniform within one over the root of the number of inputs; PyTorch's default for"
        " linear layers."
    ),
    formula=r"w \sim \mathcal{U}\left(-\tfrac{1}{\sqrt{n_{in}}}, \tfrac{1}{\sqrt{n_{in}}}\right)",
    source="LeCun et al. 1998, Efficient BackProp",
    build=scaled(1.0 / 3.0, "fan_in", "uniform"),
)
