"""AdaDelta."""

import optax

from ravine.optimizers.base import Optimizer, StateField, decay_rate, epsilon, learning_rate

ADADELTA = Optimizer(
    name="adadelta",
    title="AdaDelta",
    summary="RMSProp whose rate is the running size of its own past steps.",
    formula=(
        r"d_{t+1} = \rho d_t + (1-\rho) g_t^2,\quad"
        r"\Delta_t = \frac{\sqrt{s_t + \epsilon}}{\sqrt{d_{t+1} + \epsilon}}\, g_t,\quad"
        r" s_{t+1} = \rho s_t + (1-\rho) \Delta_t^2,\quad w_{t+1} = w_t - \eta \Delta_t"
    ),
    source="Zeiler 2012, arXiv:1212.5701. Default rate: PyTorch's, 1 as in the paper.",
    tags=("first order", "adaptive"),
    parameters=(
        learning_rate(1.0, soft=(1e-2, 100.0)),
        decay_rate("rho", 0.9, "squared gradients and squared steps"),
        epsilon(1e-6, "inside both roots; it sets the size of the first steps"),
    ),
    build=optax.adadelta,
    state=(
        StateField("e_g", "mean squared gradient"),
        StateField("e_x", "mean squared step"),
    ),
)
