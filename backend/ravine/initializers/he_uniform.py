"""He uniform."""

from ravine.initializers.base import Initializer, scaled

HE_UNIFORM = Initializer(
    name="he_uniform",
    title="He uniform",
    summary="He's variance, drawn uniformly (also called Kaiming or MSRA).",
    formula=r"w \sim \mathcal{U}\left(-\sqrt{\tfrac{6}{n_{in}}}, \sqrt{\tfrac{6}{n_{in}}}\right)",
    source="He et al. 2015, arXiv:1502.01852",
    build=scaled(2.0, "fan_in", "uniform"),
)
