"""What every model offers for its hidden layers: normalization and dropout."""

from ravine.models.base import Part, part
from ravine.vocabulary.parameters import Choice, Float

NORMALIZATION = Choice(
    "normalization",
    "none",
    ("none", "batch"),
    "Of each hidden layer, before its activation: none, or by the batch's mean and variance.",
)
DROPOUT = Float(
    "dropout",
    0.0,
    0.0,
    0.95,
    "Share of each hidden layer's outputs that a training step leaves out.",
    soft=(0.0, 0.8),
)


def normalized(how: str) -> tuple[Part, ...]:
    """What stands before the activation."""
    return (part("batch_norm"),) if how == "batch" else ()


def behind(rate: float) -> tuple[Part, ...]:
    """What stands behind the activation; what drops nothing is no part of the network."""
    return (part("dropout", {"rate": "dropout"}),) if rate > 0 else ()
