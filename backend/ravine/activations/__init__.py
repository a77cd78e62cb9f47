"""The activations, one file each."""

from ravine.activations.base import Activation, Function
from ravine.activations.leaky_relu import LEAKY_RELU
from ravine.activations.linear import LINEAR
from ravine.activations.relu import RELU
from ravine.activations.sigmoid import SIGMOID
from ravine.activations.softmax import SOFTMAX
from ravine.activations.tanh import TANH
from ravine.vocabulary.catalog import Catalog

ACTIVATIONS: Catalog[Activation] = Catalog(
    "activation",
    (SIGMOID, TANH, RELU, LEAKY_RELU, LINEAR, SOFTMAX),
    group="ravine.activations",
)

__all__ = ["ACTIVATIONS", "Activation", "Function"]
