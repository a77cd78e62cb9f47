"""The operations that networks are made of, one file each."""

from ravine.layers.activation import ACTIVATION
from ravine.layers.base import Activation, Layer, Remembered, Shape, Weight, Wire
from ravine.layers.batch_norm import BATCH_NORM
from ravine.layers.convolution import CONVOLUTION
from ravine.layers.dense import DENSE
from ravine.layers.dropout import DROPOUT
from ravine.layers.pooling import POOLING
from ravine.layers.recurrent import RECURRENT
from ravine.vocabulary.catalog import Catalog

LAYERS: Catalog[Layer] = Catalog(
    "layer",
    (DENSE, CONVOLUTION, POOLING, RECURRENT, BATCH_NORM, ACTIVATION, DROPOUT),
    group="ravine.layers",
)

__all__ = ["LAYERS", "Activation", "Layer", "Remembered", "Shape", "Weight", "Wire"]
