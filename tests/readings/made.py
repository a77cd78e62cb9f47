"""Columns made by hand, so that what is true of them is known."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ravine.readings.trainings import Facts, Headline, Judged
from ravine.readings.trainings.seen import Seen

# Two hidden layers and an output, all of 100 parameters; ten classes of 36, 450 steps of which 45
# make an epoch.
FACTS = Facts(
    layers=("hidden 1", "hidden 2", "output"),
    units=(10, 10, 10),
    parameters=(100, 100, 100),
    training=Judged(1000, (100,) * 10),
    validation=Judged(360, (36,) * 10),
    headline=Headline("accuracy", "share", "{value} of the validation examples are right"),
    probe=128,
    steps=450,
    steps_per_epoch=45.0,
)
# The same network at a task whose targets are numbers.
NUMBERS = FACTS._replace(
    training=Judged(353),
    validation=Judged(89),
    headline=Headline("rmse", "points", "the RMS error on the validation examples is {value}"),
)
ROW = {
    "loss": 0.5,
    "learning_rate": 0.01,
    "gradient_norm": 1.0,
    "layer_gradient_norm": [0.5, 0.5, 0.5],
    "update_ratio": [1e-3, 1e-3, 1e-3],
}
# In good order: nothing is to be said against it.
SNAPSHOT = {
    "training_loss": 0.4,
    "validation_loss": 0.5,
    "training_accuracy": 0.9,
    "validation_accuracy": 0.9,
    "activation.std": [1.0, 1.0, 1.0],
    "activation.mean": [0.1, 0.1, 0.1],
    "activation.nonfinite": [0, 0, 0],
    "weight.range": [[-1.0, 1.0]] * 3,
    "dead": [0.0, 0.0, 0.0],
    "saturated": [0.0, 0.0, 0.0],
    "alike": [0.0, 0.0, 0.0],
}
UNTRAINED = {
    "training_loss": 2.3,
    "validation_loss": 2.3,
    "training_accuracy": 0.1,
    "validation_accuracy": 0.1,
}


def rows(count: int, **columns: Any) -> dict[str, np.ndarray]:
    """So many equal steps; a column given as an array has a row for each."""
    return {
        name: value if isinstance(value, np.ndarray) else np.array([value] * count, np.float32)
        for name, value in {**ROW, **columns}.items()
    }


def snapshot(**columns: Any) -> dict[str, np.ndarray]:
    """A snapshot in good order but for the given columns (`__` stands for a point in a name)."""
    named = {name.replace("__", "."): value for name, value in columns.items()}
    return {name: np.array(value, np.float32) for name, value in {**SNAPSHOT, **named}.items()}


def seen(
    steps: int = 90,
    *,
    facts: Facts = FACTS,
    row: dict[str, Any] | None = None,
    first: dict[str, Any] | None = None,
    **now: Any,
) -> Seen:
    """A training of so many steps between its first snapshot and the newest."""
    found = Seen(facts)
    found.take_snapshot(0, snapshot(**{**UNTRAINED, **(first or {})}))
    if steps:
        found.take_steps(1, rows(steps, **(row or {})))
        found.take_snapshot(steps, snapshot(**now))
    return found


def predicted(steps: int, training: float, validation: float, loss: float = 0.4) -> Seen:
    """A training at numbers, with these shares of the variance explained in the end.

    The validation targets have a standard deviation of 80 points, so that the error of R² is
    80 sqrt(1 - R²).
    """
    found = Seen(NUMBERS)
    moments = ((0, -3.0, -3.0, 2.0), (steps, training, validation, loss))
    for step, inside, outside, mean_loss in moments[: 1 if steps == 0 else 2]:
        if step:
            found.take_steps(1, rows(step))
        columns = snapshot(training_loss=mean_loss, validation_loss=mean_loss)
        numbers = {
            "training_r2": inside,
            "validation_r2": outside,
            "validation_rmse": 80 * np.sqrt(1 - outside),
        }
        kept = {name: one for name, one in columns.items() if not name.endswith("accuracy")}
        found.take_snapshot(step, kept | {key: np.array(one) for key, one in numbers.items()})
    return found


def validated(losses: Sequence[float], training: Sequence[float] | None = None) -> Seen:
    """A training with these losses at its snapshots, every ten steps."""
    found = Seen(FACTS)
    for at, loss in enumerate(losses):
        if at:
            found.take_steps(10 * at - 9, rows(10))
        fallen = 1 / (at + 1) if training is None else training[at]
        found.take_snapshot(10 * at, snapshot(validation_loss=loss, training_loss=fallen))
    return found
