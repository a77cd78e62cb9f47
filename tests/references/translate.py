"""PyTorch's optimizer arguments in Ravine's words, which are optax's."""

from collections.abc import Mapping
from typing import Any

WORDS = {
    "lr": "learning_rate",
    "momentum": "momentum",
    "rho": "rho",
    "alpha": "decay",
    "eps": "eps",
    "initial_accumulator_value": "initial_accumulator_value",
    "weight_decay": "weight_decay",
}


def to_ravine(optimizer: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of Ravine's optimizer of that name.

    Two rules differ by default: PyTorch adds RMSProp's eps outside the root, which `eps_in_sqrt`
    says; it adds AdaGrad's outside, too, where optax has it inside, so the references use 0.
    """
    params: dict[str, Any] = {}
    for name, value in arguments.items():
        if name == "betas":
            params["b1"], params["b2"] = value
        elif name in WORDS:
            params[WORDS[name]] = value
    if optimizer == "rmsprop":
        params["eps_in_sqrt"] = False
    return params
