"""The datasets, one file each."""

from ravine.datasets.base import Data, Dataset, Examples, Shape
from ravine.datasets.diabetes import DIABETES
from ravine.datasets.digits import DIGITS
from ravine.datasets.latch import LATCH
from ravine.datasets.moons import MOONS
from ravine.datasets.prepare import domain, prepare
from ravine.datasets.spaces import (
    Image,
    Inputs,
    Label,
    Number,
    Plane,
    Sequence,
    Target,
    Vector,
    size,
)
from ravine.datasets.spirals import SPIRALS
from ravine.vocabulary.catalog import Catalog

DATASETS: Catalog[Dataset] = Catalog(
    "dataset", (DIGITS, MOONS, SPIRALS, LATCH, DIABETES), group="ravine.datasets"
)

__all__ = [
    "DATASETS",
    "Data",
    "Dataset",
    "Examples",
    "Image",
    "Inputs",
    "Label",
    "Number",
    "Plane",
    "Sequence",
    "Shape",
    "Target",
    "Vector",
    "domain",
    "prepare",
    "size",
]
