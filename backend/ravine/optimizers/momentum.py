"""Gradient descent with heavy-ball momentum."""

import optax

from ravine.optimizers.base import Optimizer, StateField, learning_rate
from ravine.vocabulary.parameters import Float

MOMENTUM_PARAMETER = Float(
    "momentum",
    0.9,
    0.0,
    1.0,
    "Share of the last velocity that is kept.",
    soft=(0.0, 0.999),
    aliases=("mu", "beta", "velocity"),
)

MOMENTUM = Optimizer(
    name="momentum",
    title="Momentum",
    summary="Keeps a velocity: past gradients carry the point on, across ripples and along floors.",
    formula=r"v_{t+1} = \mu v_t + g_t,\quad w_{t+1} = w_t - \eta\, v_{t+1}",
    source="Polyak 1964, doi:10.1016/0041-5553(64)90137-5. Form and default rate: PyTorch's SGD.",
    tags=("first order", "momentum"),
    aliases=("heavy_ball", "polyak"),
    parameters=(learning_rate(0.001), MOMENTUM_PARAMETER),
    build=optax.sgd,
    limit=lambda learning_rate, momentum: (2 + 2 * momentum) / learning_rate,
    state=(StateField("trace", "velocity"),),
)
