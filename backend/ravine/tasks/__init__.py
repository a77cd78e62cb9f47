"""The tasks, one file each."""

from ravine.tasks.base import Lesson, Task, learning
from ravine.tasks.classification import CLASSIFICATION
from ravine.tasks.reconstruction import RECONSTRUCTION
from ravine.tasks.regression import REGRESSION
from ravine.vocabulary.catalog import Catalog

TASKS: Catalog[Task] = Catalog(
    "task", (CLASSIFICATION, REGRESSION, RECONSTRUCTION), group="ravine.tasks"
)

__all__ = ["TASKS", "Lesson", "Task", "learning"]
