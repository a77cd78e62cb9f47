"""The network architectures, one file each."""

from ravine.core.catalog import Catalog
from ravine.models.base import LayerPlan, Model, Network, Stages
from ravine.models.mlp import MLP

MODELS: Catalog[Model] = Catalog("model", (MLP,), group="ravine.models")

__all__ = ["MODELS", "LayerPlan", "Model", "Network", "Stages"]
