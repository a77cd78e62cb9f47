"""The catalogs under the names by which answers list their entries."""

from collections.abc import Mapping
from typing import Any, Final

from ravine.activations import ACTIVATIONS
from ravine.datasets import DATASETS
from ravine.initializers import INITIALIZERS
from ravine.instruments import INSTRUMENTS
from ravine.layers import LAYERS
from ravine.losses import LOSSES
from ravine.models import MODELS
from ravine.optimizers import OPTIMIZERS
from ravine.schedules import SCHEDULES
from ravine.surfaces import SURFACES
from ravine.tasks import TASKS
from ravine.vocabulary.catalog import Catalog

CATALOGS: Final[Mapping[str, Catalog[Any]]] = {
    "surfaces": SURFACES,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "datasets": DATASETS,
    "layers": LAYERS,
    "models": MODELS,
    "tasks": TASKS,
    "initializers": INITIALIZERS,
    "activations": ACTIVATIONS,
    "losses": LOSSES,
    "instruments": INSTRUMENTS,
}
