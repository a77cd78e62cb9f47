"""The network architectures, one file each."""

from ravine.models.base import Block, Model, Network
from ravine.models.cnn import CNN
from ravine.models.linear_autoencoder import LINEAR_AUTOENCODER
from ravine.models.mlp import MLP
from ravine.models.rnn import RNN
from ravine.models.sequence import build, first_memory, first_weights
from ravine.vocabulary.catalog import Catalog

MODELS: Catalog[Model] = Catalog(
    "model", (MLP, CNN, RNN, LINEAR_AUTOENCODER), group="ravine.models"
)

__all__ = ["MODELS", "Block", "Model", "Network", "build", "first_memory", "first_weights"]
