"""The losses, one file each."""

from ravine.losses.absolute_error import ABSOLUTE_ERROR
from ravine.losses.base import Loss, PerExample
from ravine.losses.cross_entropy import CROSS_ENTROPY
from ravine.losses.squared_error import SQUARED_ERROR
from ravine.vocabulary.catalog import Catalog

LOSSES: Catalog[Loss] = Catalog(
    "loss", (CROSS_ENTROPY, SQUARED_ERROR, ABSOLUTE_ERROR), group="ravine.losses"
)

__all__ = ["LOSSES", "Loss", "PerExample"]
