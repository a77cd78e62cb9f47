"""Adam."""

import optax

from ravine.optimizers.base import Optimizer, StateField, decay_rate, epsilon, learning_rate
from ravine.vocabulary.parameters import Float, Parameter

MOMENTS = (StateField("mu", "first moment"), StateField("nu", "second moment"))


def adam_parameters(rate: float) -> tuple[Parameter, ...]:
    """The parameters that Adam and its relatives share."""
    return (
        learning_rate(rate),
        decay_rate("b1", 0.9, "gradients (the first moment)", aliases=("beta1", "beta_1")),
        decay_rate(
            "b2", 0.999, "squared gradients (the second moment)", aliases=("beta2", "beta_2")
        ),
        epsilon(1e-8, "outside the root"),
        Float(
            "eps_root",
            0.0,
            0.0,
            1.0,
            "Small constant inside the root, as some sources have it.",
            soft=(0.0, 1e-2),
            title="eps in root",
        ),
    )


ADAM = Optimizer(
    name="adam",
    title="Adam",
    summary="Momentum over the root of a moving average of squared gradients, bias corrected.",
    formula=(
        r"m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t,\quad v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2,"
        r"\quad w_{t+1} = w_t - \eta\,"
        r"\frac{m_t/(1-\beta_1^t)}{\sqrt{v_t/(1-\beta_2^t) + \bar\epsilon} + \epsilon}"
    ),
    source="Kingma and Ba 2015, arXiv:1412.6980",
    tags=("first order", "momentum", "adaptive"),
    parameters=adam_parameters(0.001),
    build=optax.adam,
    state=MOMENTS,
)
