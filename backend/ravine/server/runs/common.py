"""The trainings that people start first."""

from collections.abc import Mapping
from typing import Any, Final

from ravine.datasets import DATASETS
from ravine.jobs.trainings.plans import TrainPlan
from ravine.jobs.trainings.resolve import resolve_run
from ravine.wire.parts import EntryPart, NumberPart
from ravine.wire.training import PARTS, RunRequest

# As the dashboard sets a training up at first, its two variants.
PAGE: Final[Mapping[str, Any]] = {
    key: part.begins
    for key, part in PARTS.items()
    if isinstance(part, EntryPart | NumberPart) and part.begins is not None
}
VARIANT: Final[Mapping[str, Any]] = {
    **PAGE,
    **{
        key: part.rival
        for key, part in PARTS.items()
        if isinstance(part, EntryPart) and part.rival is not None
    },
}
# With another optimizer, and as the API does when nothing is said.
SETUPS: Final[tuple[Mapping[str, Any], ...]] = (PAGE, VARIANT, {**PAGE, "optimizer": "adam"}, {})


def common_trainings() -> list[TrainPlan]:
    """What the task `compile` is given, the most common first."""
    return [
        resolve_run(RunRequest.model_validate({"dataset": dataset, **setup}))
        for setup in SETUPS
        for dataset in DATASETS
    ]
