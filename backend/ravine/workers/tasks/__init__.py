"""The jobs that a worker can run, by name."""

from collections.abc import Callable, Mapping
from typing import Any

from ravine.workers.tasks.compare import compare
from ravine.workers.tasks.context import Context
from ravine.workers.tasks.landscapes import draw

Task = Callable[[Mapping[str, Any], Context], dict[str, Any]]

TASKS: dict[str, Task] = {
    "compare": lambda payload, _: compare(payload),
    "surface": lambda payload, _: draw(payload),
}

__all__ = ["TASKS", "Context", "Task"]
