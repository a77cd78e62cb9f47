"""What a task is: what is learned from a dataset, and how success is measured."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ravine.core.learning import Learning, LossFunction, Metric, Scale
from ravine.datasets import Data, Inputs, Shape, Target
from ravine.losses import Loss
from ravine.vocabulary.catalog import Entry


class Lesson(NamedTuple):
    """A dataset as a task has it.

    Args:
        data: inputs, and what the network is to give for each.
        scale: from what the network learns to numbers in the target's unit.
    """

    data: Data
    scale: Scale


@dataclass(frozen=True, kw_only=True, eq=False)
class Task(Entry):
    """What is learned.

    Args:
        inputs: spaces of inputs that it takes.
        targets: spaces of targets that it takes.
        losses: what can be made small; the first is the default, and alone it is no choice.
        outputs: from a dataset's shape to how many numbers the network gives.
        prepare: from a dataset to what the network learns of it.
        against: from a loss to one that takes the task's targets.
        metrics: how success is measured; the first is the headline.
    """

    inputs: tuple[type[Inputs], ...]
    targets: tuple[type[Target], ...]
    losses: tuple[Loss, ...]
    outputs: Callable[[Shape], int]
    prepare: Callable[[Data], Lesson]
    against: Callable[[Loss], LossFunction]
    metrics: tuple[Metric, ...]

    def takes(self, shape: Shape) -> bool:
        """Whether it can be learned from a dataset."""
        return isinstance(shape.inputs, self.inputs) and isinstance(shape.targets, self.targets)


@lru_cache(maxsize=64)
def learning(task: Task, loss: Loss) -> Learning:
    """A task with one of its losses; the same for the same two."""
    return Learning(task.against(loss), task.metrics)
