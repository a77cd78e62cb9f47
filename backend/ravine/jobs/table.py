"""The jobs that a worker can run, by name."""

from ravine.jobs.context import Tasks
from ravine.jobs.landscapes.compare import compare
from ravine.jobs.landscapes.drawing import draw
from ravine.jobs.trainings.compiling import compile_training
from ravine.jobs.trainings.preview import preview
from ravine.jobs.trainings.train import train

TASKS: Tasks = {
    "compare": lambda plan, _: compare(plan),
    "surface": lambda plan, _: draw(plan),
    "dataset": lambda plan, _: preview(plan),
    "train": train,
    "compile": compile_training,
}

__all__ = ["TASKS"]
