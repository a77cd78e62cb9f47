"""Predicting a number."""

from typing import Any

import numpy as np
from jaxtyping import Array, Float

from ravine.core.learning import LossFunction, Outputs, Scale, Targets
from ravine.datasets import Data, Examples, Image, Number, Plane, Vector
from ravine.losses import LOSSES, Loss
from ravine.tasks.base import Lesson, Task
from ravine.tasks.metrics import R2, RMSE


def prepare(data: Data) -> Lesson:
    """Targets with zero mean and unit variance, by the training examples."""
    shift, size = np.mean(data.train.y, dtype=float), np.std(data.train.y, dtype=float) or 1.0

    def standardized(part: Examples) -> Examples:
        return Examples(part.x, ((part.y - shift) / size).astype(np.float32))

    scale = Scale(float(shift), float(size))
    return Lesson(Data(*(standardized(part) for part in data)), scale)


def against(loss: Loss) -> LossFunction:
    """One output, one target."""

    def of_one(outputs: Outputs, targets: Targets) -> Float[Array, "batch"]:
        return loss.per_example(outputs, targets[:, None])

    return of_one


def one(_: Any) -> int:
    """Whatever goes in."""
    return 1


REGRESSION = Task(
    name="regression",
    title="Regression",
    summary="To predict a number: one output, which is the number in standard deviations of the "
    "training targets from their mean.",
    formula=r"\hat y = \bar y + s_y z",
    source="Bishop 2006, Pattern Recognition and Machine Learning, section 1.1",
    inputs=(Plane, Vector, Image),
    targets=(Number,),
    losses=(LOSSES["squared_error"], LOSSES["absolute_error"]),
    outputs=one,
    prepare=prepare,
    against=against,
    metrics=(RMSE, R2),
)
