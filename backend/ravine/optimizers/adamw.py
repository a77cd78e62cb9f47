"""AdamW."""

import optax

from ravine.optimizers.adam import MOMENTS, adam_parameters
from ravine.optimizers.base import Optimizer
from ravine.vocabulary.parameters import Float

ADAMW = Optimizer(
    name="adamw",
    title="AdamW",
    summary="Adam with weight decay applied to the weights themselves, not through the gradient.",
    formula=(
        r"w_{t+1} = w_t - \eta \left("
        r"\frac{\hat m_t}{\sqrt{\hat v_t + \bar\epsilon} + \epsilon} + \lambda w_t\right)"
    ),
    source="Loshchilov and Hutter 2019, arXiv:1711.05101",
    tags=("first order", "momentum", "adaptive", "weight decay"),
    parameters=(
        *adam_parameters(0.001),
        Float(
            "weight_decay",
            1e-4,
            0.0,
            10.0,
            "Share of the weights taken off at every step, times the rate: 1e-4 in optax, "
            "1e-2 in PyTorch. It pulls towards the origin.",
            soft=(0.0, 0.1),
            title="weight decay",
        ),
    ),
    build=optax.adamw,
    state=MOMENTS,
)
