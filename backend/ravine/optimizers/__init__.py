"""The optimizers, one file each."""

from ravine.optimizers.adadelta import ADADELTA
from ravine.optimizers.adagrad import ADAGRAD
from ravine.optimizers.adam import ADAM
from ravine.optimizers.adamw import ADAMW
from ravine.optimizers.base import Optimizer, StateField
from ravine.optimizers.gradient_descent import GRADIENT_DESCENT
from ravine.optimizers.momentum import MOMENTUM
from ravine.optimizers.nesterov import NESTEROV
from ravine.optimizers.rmsprop import RMSPROP
from ravine.vocabulary.catalog import Catalog

OPTIMIZERS: Catalog[Optimizer] = Catalog(
    "optimizer",
    (GRADIENT_DESCENT, MOMENTUM, NESTEROV, ADAGRAD, ADADELTA, RMSPROP, ADAM, ADAMW),
    group="ravine.optimizers",
)

__all__ = ["OPTIMIZERS", "Optimizer", "StateField"]
