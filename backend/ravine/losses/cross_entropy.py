"""Softmax cross-entropy."""

import optax
from jaxtyping import Array, Float, Int

from ravine.losses.base import Loss


def per_example(
    outputs: Float[Array, "batch classes"], labels: Int[Array, "batch"]
) -> Float[Array, "batch"]:
    """Minus the logarithm of the softmax probability of the true class."""
    losses: Array = optax.softmax_cross_entropy_with_integer_labels(outputs, labels)
    return losses


CROSS_ENTROPY = Loss(
    name="cross_entropy",
    title="Cross-entropy",
    summary="Minus the log probability, by softmax, of the true class; log(classes) for a guess.",
    formula=r"-\log \frac{e^{z_y}}{\sum_j e^{z_j}}",
    source="Bridle 1990; PyTorch's CrossEntropyLoss",
    tags=("classification",),
    per_example=per_example,
    of="label",
)
