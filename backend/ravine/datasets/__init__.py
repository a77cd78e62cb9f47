"""The datasets, one file each."""

from ravine.core.catalog import Catalog
from ravine.datasets.base import Data, Dataset, Examples, Shape
from ravine.datasets.digits import DIGITS
from ravine.datasets.moons import MOONS
from ravine.datasets.prepare import domain, prepare
from ravine.datasets.spirals import SPIRALS

DATASETS: Catalog[Dataset] = Catalog("dataset", (DIGITS, MOONS, SPIRALS), group="ravine.datasets")

__all__ = ["DATASETS", "Data", "Dataset", "Examples", "Shape", "domain", "prepare"]
