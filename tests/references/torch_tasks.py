"""Five training steps at tasks with numbers, in PyTorch, in float64 from float32 weights."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (PyTorch's own name for it)

EXAMPLES, BATCH, STEPS, RATE = 40, 8, 5, 0.1
LOSSES = {"squared_error": F.mse_loss, "absolute_error": F.l1_loss}
# Task, loss, widths from the inputs to the outputs, and the activation between.
CASES: tuple[tuple[str, str, tuple[int, ...], str], ...] = (
    ("regression", "squared_error", (5, 7, 4, 1), "tanh"),
    ("regression", "absolute_error", (5, 7, 4, 1), "relu"),
    ("reconstruction", "squared_error", (6, 3, 6), "linear"),
)
ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "tanh": torch.tanh,
    "relu": F.relu,
    "linear": lambda pre: pre,
}


def tasks() -> tuple[Any, dict[str, np.ndarray]]:
    """Facts and arrays of every case.

    For case c and layer l: `c.x`, `c.y`, `c.first.kernel.l` and `c.first.bias.l`; `c.loss`
    [steps]; `c.kernel.l` and `c.bias.l` after each step [steps, ...]; and their gradients in the
    first step, `c.kernel.l.gradient` and `c.bias.l.gradient`. Gradient descent on consecutive
    batches.
    """
    arrays: dict[str, np.ndarray] = {}
    told = []
    for number, (task, loss, widths, activation) in enumerate(CASES):
        told.append({"task": task, "loss": loss, "widths": widths, "activation": activation})
        given = _given(number, task, widths)
        made = _train(given, loss, activation, len(widths) - 1)
        arrays |= {f"{number}.{name}": array for name, array in {**given, **made}.items()}
    return {"batch": BATCH, "steps": STEPS, "rate": RATE, "cases": told}, arrays


def _given(number: int, task: str, widths: tuple[int, ...]) -> dict[str, np.ndarray]:
    random = np.random.default_rng(40 + number)
    x = random.standard_normal((EXAMPLES, widths[0])).astype(np.float32)
    numbers = random.standard_normal(EXAMPLES).astype(np.float32)
    arrays = {"x": x, "y": numbers if task == "regression" else x}
    for layer, (inputs, units) in enumerate(pairwise(widths)):
        kernel = random.standard_normal((units, inputs)) / np.sqrt(inputs)
        arrays[f"first.kernel.{layer}"] = kernel.astype(np.float32)
        arrays[f"first.bias.{layer}"] = random.uniform(-0.2, 0.2, units).astype(np.float32)
    return arrays


def _train(
    given: dict[str, np.ndarray], loss: str, activation: str, layers: int
) -> dict[str, np.ndarray]:
    names = [f"{part}.{layer}" for layer in range(layers) for part in ("kernel", "bias")]
    weights = {name: torch.tensor(given[f"first.{name}"]).double() for name in names}
    for weight in weights.values():
        weight.requires_grad_()
    stepper = torch.optim.SGD(list(weights.values()), lr=RATE)
    losses, after, made = [], [], {}
    for step in range(STEPS):
        rows = slice(step * BATCH, (step + 1) * BATCH)
        signal = torch.tensor(given["x"][rows]).double()
        for layer in range(layers):
            signal = F.linear(signal, weights[f"kernel.{layer}"], weights[f"bias.{layer}"])
            signal = ACTIVATIONS[activation](signal) if layer < layers - 1 else signal
        stepper.zero_grad()
        value = LOSSES[loss](signal, torch.tensor(given["y"][rows]).double().view_as(signal))
        value.backward()
        losses.append(value.item())
        if step == 0:
            made = {f"{name}.gradient": w.grad.numpy().copy() for name, w in weights.items()}
        stepper.step()
        after.append({name: w.detach().numpy().copy() for name, w in weights.items()})
    made |= {name: np.array([one[name] for one in after]) for name in names}
    return {**made, "loss": np.array(losses)}
