"""Giving back what went in."""

from ravine.core.learning import LossFunction, Scale
from ravine.datasets import Data, Examples, Image, Label, Number, Shape, Vector, size
from ravine.losses import LOSSES, Loss
from ravine.tasks.base import Lesson, Task
from ravine.tasks.metrics import INPUT_RMSE, R2


def outputs(shape: Shape) -> int:
    """As many as inputs."""
    return size(shape.inputs)


def prepare(data: Data) -> Lesson:
    """The inputs are the targets."""
    return Lesson(Data(*(Examples(part.x, part.x) for part in data)), Scale())


def against(loss: Loss) -> LossFunction:
    """Input by input."""
    return loss.per_example


RECONSTRUCTION = Task(
    name="reconstruction",
    title="Reconstruction",
    summary="To give back the inputs, through layers that are narrower than they are.",
    formula=r"\hat x = z(x) \approx x",
    source="Baldi and Hornik 1989, doi:10.1016/0893-6080(89)90014-2",
    inputs=(Vector, Image),
    targets=(Label, Number),
    losses=(LOSSES["squared_error"],),
    outputs=outputs,
    prepare=prepare,
    against=against,
    metrics=(INPUT_RMSE, R2),
)
