"""RMSProp."""

import optax

from ravine.optimizers.base import Optimizer, StateField, decay_rate, epsilon, learning_rate
from ravine.vocabulary.parameters import Bool

RMSPROP = Optimizer(
    name="rmsprop",
    title="RMSProp",
    summary="AdaGrad with a moving average in place of the sum, so that steps do not die out.",
    formula=(
        r"d_{t+1} = \rho d_t + (1-\rho) g_t^2,\quad"
        r" w_{t+1} = w_t - \eta\, g_t / \sqrt{d_{t+1} + \epsilon}"
    ),
    source=(
        "Tieleman and Hinton 2012, lecture 6e, "
        "www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf"
    ),
    tags=("first order", "adaptive"),
    parameters=(
        learning_rate(0.01, aliases=("lr", "eta", "rate", "step_size")),
        # PyTorch calls it alpha.
        decay_rate("decay", 0.9, "squared gradients", aliases=("alpha", "rho", "beta")),
        epsilon(1e-8, "to the denominator"),
        Bool(
            "eps_in_sqrt",
            True,
            "Whether eps goes inside the root (optax) or outside (PyTorch).",
            title="eps in root",
        ),
    ),
    build=optax.rmsprop,
    state=(StateField("nu", "mean squared gradient"),),
)
