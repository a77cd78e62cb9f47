"""He normal."""

from ravine.initializers.base import Initializer, scaled

HE_NORMAL = Initializer(
    name="he_normal",
    title="He normal",
    summary=(
        "Twice the variance of a linear layer's, since ReLU passes half (also called"
        " Kaiming or MSRA)."
    ),
    formula=r"w \sim \mathcal{N}\left(0, \tfrac{2}{n_{in}}\right)",
    source="He et al. 2015, arXiv:1502.01852",
    build=scaled(2.0, "fan_in", "normal"),
)
