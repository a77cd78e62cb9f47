"""Compiling what a training will need, before somebody waits for it."""

from collections.abc import Sequence
from typing import Any

from ravine.jobs.context import Context
from ravine.jobs.trainings.plans import TrainPlan
from ravine.jobs.trainings.train import train
from ravine.readings.trainings import Reading
from ravine.wire.frames import Columns, FrameKind


class OneChunk:
    """A context that tells nobody anything and stops a training after its first chunk."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._asked = 0

    def emit(
        self,
        kind: FrameKind,
        first_step: int,
        steps: int,
        columns: Columns,
        readings: Sequence[Reading] | None = None,
    ) -> None:
        """Drop a frame."""

    def say(self, sentence: str) -> None:
        """Drop a sentence."""

    def cancelled(self) -> bool:
        """Whether the first chunk is done."""
        self._asked += 1
        return self._asked > 1 or self._context.cancelled()


def compile_training(plan: TrainPlan, context: Context) -> dict[str, Any]:
    """Take a few steps, which puts all that a training needs into the cache."""
    train(plan, OneChunk(context))
    return {}
