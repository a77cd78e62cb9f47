"""The jobs that a worker can run, by name."""

from collections.abc import Callable, Mapping
from typing import Any

from ravine.workers.tasks.compare import compare
from ravine.workers.tasks.context import Context
from ravine.workers.tasks.data import preview
from ravine.workers.tasks.landscapes import draw
from ravine.workers.tasks.train import train

Task = Callable[[Mapping[str, Any], Context], dict[str, Any]]

TASKS: dict[str, Task] = {
    "compare": lambda payload, _: compare(payload),
    "surface": lambda payload, _: draw(payload),
    "dataset": lambda payload, _: preview(payload),
    "train": train,
}

__all__ = ["TASKS", "Context", "Task"]
