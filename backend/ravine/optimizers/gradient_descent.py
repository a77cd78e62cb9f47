"""Gradient descent."""

import optax

from ravine.optimizers.base import Optimizer, learning_rate

GRADIENT_DESCENT = Optimizer(
    name="gradient_descent",
    title="Gradient descent",
    summary="Steps against the gradient, by a fixed multiple of it. With batches it is SGD.",
    formula=r"w_{t+1} = w_t - \eta\, g_t",
    source="Cauchy 1847; Robbins and Monro 1951. Default rate: PyTorch's SGD.",
    tags=("first order",),
    aliases=("sgd", "gd"),
    parameters=(learning_rate(0.001),),
    build=optax.sgd,
    limit=lambda learning_rate: 2 / learning_rate,
)
