"""Telling classes apart."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.learning import LossFunction, Metric, Outputs, Scale, Targets
from ravine.datasets import Data, Image, Label, Plane, Sequence, Shape, Vector
from ravine.losses import LOSSES, Loss
from ravine.tasks.base import Lesson, Task


def outputs(shape: Shape) -> int:
    """One for each class."""
    if not isinstance(shape.targets, Label):
        raise TypeError(f"{shape.targets} has no classes")
    return len(shape.targets.names)


def prepare(data: Data) -> Lesson:
    """Labels as they are."""
    return Lesson(data, Scale())


def against(loss: Loss) -> LossFunction:
    """A loss of values compares with 1 for the true class and 0 for the others."""
    if loss.of == "label":
        return loss.per_example

    def one_hot(outputs: Outputs, labels: Targets) -> Float[Array, "batch"]:
        codes = jax.nn.one_hot(labels, outputs.shape[-1], dtype=outputs.dtype)
        return loss.per_example(outputs, codes)

    return one_hot


def _accuracy(outputs: Outputs, labels: Targets) -> Float[Array, ""]:
    right = jnp.argmax(outputs, axis=-1) == labels
    return jnp.mean(right.astype(outputs.dtype))


ACCURACY = Metric(
    name="accuracy",
    title="accuracy",
    summary="share of right answers",
    better="higher",
    unit="share",
    measure=_accuracy,
    sentence="{value} of the validation examples are right",
)
CLASSIFICATION = Task(
    name="classification",
    title="Classification",
    summary="To say which class an example belongs to: an output for each class, the largest wins.",
    formula=r"\hat y = \arg\max_c z_c",
    source="Bishop 2006, Pattern Recognition and Machine Learning, section 1.5",
    inputs=(Plane, Vector, Image, Sequence),
    targets=(Label,),
    losses=(LOSSES["cross_entropy"], LOSSES["squared_error"]),
    outputs=outputs,
    prepare=prepare,
    against=against,
    metrics=(ACCURACY,),
)
