"""Nesterov's accelerated gradient."""

from functools import partial

import optax

from ravine.optimizers.base import Optimizer, StateField, learning_rate
from ravine.optimizers.momentum import MOMENTUM_PARAMETER

NESTEROV = Optimizer(
    name="nesterov",
    title="Nesterov",
    summary="Momentum that looks ahead: the step already contains the velocity's next move.",
    formula=r"v_{t+1} = \mu v_t + g_t,\quad w_{t+1} = w_t - \eta\,(g_t + \mu v_{t+1})",
    source=(
        "Nesterov 1983; in the form of Sutskever et al. 2013 "
        "(proceedings.mlr.press/v28/sutskever13.html), as optax and PyTorch have it."
    ),
    tags=("first order", "momentum"),
    parameters=(learning_rate(0.001), MOMENTUM_PARAMETER),
    build=partial(optax.sgd, nesterov=True),
    state=(StateField("trace", "velocity"),),
)
