"""LeCun normal."""

from ravine.initializers.base import Initializer, scaled

LECUN_NORMAL = Initializer(
    name="lecun_normal",
    title="LeCun normal",
    summary="Keeps the variance of activations level through linear and SELU layers.",
    formula=r"w \sim \mathcal{N}\left(0, \tfrac{1}{n_{in}}\right)",
    source="LeCun et al. 1998, Efficient BackProp; Klambauer et al. 2017, arXiv:1706.02515",
    build=scaled(1.0, "fan_in", "normal"),
)
