"""Three training steps of a small perceptron in PyTorch, in float64 from float32 weights."""

from itertools import cycle, pairwise, product
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (PyTorch's own name for it)

WIDTHS = (4, 8, 6, 3)
EXAMPLES, BATCH, STEPS = 30, 10, 3
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": lambda pre: F.leaky_relu(pre, 0.01),
    "linear": lambda pre: pre,
    "softmax": lambda pre: F.softmax(pre, dim=-1),
}
LOSSES = {
    "cross_entropy": F.cross_entropy,
    "squared_error": lambda out, labels: F.mse_loss(out, F.one_hot(labels, WIDTHS[-1]).to(out)),
}
OPTIMIZERS: dict[str, tuple[type[torch.optim.Optimizer], dict[str, Any]]] = {
    "gradient_descent": (torch.optim.SGD, {"lr": 0.5}),
    "momentum": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    "nesterov": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {"lr": 0.05, "initial_accumulator_value": 0.1, "eps": 0.0}),
    "adadelta": (torch.optim.Adadelta, {"lr": 1.0, "rho": 0.9, "eps": 1e-6}),
    "rmsprop": (torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "eps": 1e-3}),
    "adam": (torch.optim.Adam, {"lr": 0.01, "betas": (0.9, 0.999), "eps": 1e-3}),
    "adamw": (
        torch.optim.AdamW,
        {"lr": 0.01, "betas": (0.9, 0.999), "eps": 1e-3, "weight_decay": 0.1},
    ),
}


def perceptron() -> tuple[Any, dict[str, np.ndarray]]:
    """Facts and arrays of every case; weights and data are shared by all.

    For case c and layer l: `c.loss` [steps], `c.kernel.l` and `c.bias.l` after each step
    [steps, ...], and their gradients in the first step, `c.kernel.l.gradient` and
    `c.bias.l.gradient`.
    """
    shared = _shared()
    arrays: dict[str, np.ndarray] = dict(shared)
    cases = []
    combinations = product(LOSSES, ACTIVATIONS)
    for number, ((loss, activation), optimizer) in enumerate(
        zip(combinations, cycle(OPTIMIZERS), strict=False)
    ):
        arguments = OPTIMIZERS[optimizer][1]
        case = {"loss": loss, "activation": activation, "optimizer": optimizer}
        cases.append({**case, "arguments": arguments})
        made = _train(shared, loss, activation, optimizer)
        arrays |= {f"{number}.{name}": array for name, array in made.items()}
    return {"widths": WIDTHS, "batch": BATCH, "steps": STEPS, "cases": cases}, arrays


def _shared() -> dict[str, np.ndarray]:
    random = np.random.default_rng(20)
    arrays = {
        "x": random.standard_normal((EXAMPLES, WIDTHS[0])).astype(np.float32),
        "y": random.integers(0, WIDTHS[-1], EXAMPLES).astype(np.int32),
    }
    for layer, (inputs, units) in enumerate(pairwise(WIDTHS)):
        kernel = random.standard_normal((units, inputs)) / np.sqrt(inputs)
        arrays[f"kernel.{layer}"] = kernel.astype(np.float32)
        arrays[f"bias.{layer}"] = random.uniform(-0.2, 0.2, units).astype(np.float32)
    return arrays


def _train(
    shared: dict[str, np.ndarray], loss: str, activation: str, optimizer: str
) -> dict[str, np.ndarray]:
    layers = range(len(WIDTHS) - 1)
    names = [f"{part}.{layer}" for layer in layers for part in ("kernel", "bias")]
    weights = {name: torch.tensor(shared[name], dtype=torch.float64) for name in names}
    for weight in weights.values():
        weight.requires_grad_()
    kind, arguments = OPTIMIZERS[optimizer]
    stepper = kind(list(weights.values()), **arguments)
    losses, after, made = [], [], {}
    for step in range(STEPS):
        rows = slice(step * BATCH, (step + 1) * BATCH)
        stepper.zero_grad()
        outputs = _forward(weights, torch.tensor(shared["x"][rows]).double(), activation)
        value = LOSSES[loss](outputs, torch.tensor(shared["y"][rows]).long())
        value.backward()
        losses.append(value.item())
        if step == 0:
            made = {f"{name}.gradient": w.grad.numpy().copy() for name, w in weights.items()}
        stepper.step()
        after.append({name: w.detach().numpy().copy() for name, w in weights.items()})
    made |= {name: np.array([one[name] for one in after]) for name in names}
    return {**made, "loss": np.array(losses)}


def _forward(weights: dict[str, Tensor], signal: Tensor, activation: str) -> Tensor:
    last = len(WIDTHS) - 2
    for layer in range(last + 1):
        signal = F.linear(signal, weights[f"kernel.{layer}"], weights[f"bias.{layer}"])
        if layer < last:
            signal = ACTIVATIONS[activation](signal)
    return signal
