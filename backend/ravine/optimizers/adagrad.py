"""AdaGrad."""

import optax

from ravine.optimizers.base import Optimizer, StateField, epsilon, learning_rate
from ravine.vocabulary.parameters import Float

ADAGRAD = Optimizer(
    name="adagrad",
    title="AdaGrad",
    summary="Divides each coordinate's step by the root of its summed squared gradients.",
    formula=r"d_{t+1} = d_t + g_t^2,\quad w_{t+1} = w_t - \eta\, g_t / \sqrt{d_{t+1} + \epsilon}",
    source="Duchi, Hazan and Singer 2011, jmlr.org/papers/v12/duchi11a.html",
    tags=("first order", "adaptive"),
    parameters=(
        learning_rate(0.01, soft=(1e-4, 10.0)),
        Float(
            "initial_accumulator_value",
            0.1,
            0.0,
            1e6,
            "Start of the sum of squares: 0.1 in optax, 0 in PyTorch and in the paper.",
            soft=(0.0, 1.0),
            title="initial accumulator",
        ),
        epsilon(1e-7, "inside the root (PyTorch adds 1e-10 outside)"),
    ),
    build=optax.adagrad,
    state=(StateField("sum_of_squares", "sum of squared gradients"),),
)
