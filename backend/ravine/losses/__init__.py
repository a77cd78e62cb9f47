"""The losses, one file each."""

from ravine.core.catalog import Catalog
from ravine.losses.base import Loss, PerExample
from ravine.losses.cross_entropy import CROSS_ENTROPY
from ravine.losses.squared_error import SQUARED_ERROR

LOSSES: Catalog[Loss] = Catalog("loss", (CROSS_ENTROPY, SQUARED_ERROR), group="ravine.losses")

__all__ = ["LOSSES", "Loss", "PerExample"]
