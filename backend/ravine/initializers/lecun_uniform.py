"""LeCun uniform."""

from ravine.initializers.base import Initializer, scaled

LECUN_UNIFORM = Initializer(
    name="lecun_uniform",
    title="LeCun uniform",
    summary="LeCun's variance, drawn uniformly.",
    formula=r"w \sim \mathcal{U}\left(-\sqrt{\tfrac{3}{n_{in}}}, \sqrt{\tfrac{3}{n_{in}}}\right)",
    source="LeCun et al. 1998, Efficient BackProp; Klambauer et al. 2017, arXiv:1706.02515",
    build=scaled(1.0, "fan_in", "uniform"),
)
