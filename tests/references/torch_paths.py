"""Paths of PyTorch's optimizers on every surface, in float64, with gradients by autograd."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor

STEPS = 200
# A path and its twin count as one within this relative distance.
STEADY = 1e-9

Function = Callable[[Tensor, Tensor], Tensor]


def _quadratic(x: Tensor, y: Tensor) -> Tensor:
    turn = math.radians(30.0)
    u = math.cos(turn) * (x - 0.5) + math.sin(turn) * (y + 0.3)
    v = -math.sin(turn) * (x - 0.5) + math.cos(turn) * (y + 0.3)
    return 0.5 * u * u + 25.0 * v * v


def _beale(x: Tensor, y: Tensor) -> Tensor:
    return (
        (1.5 - x + x * y).square()
        + (2.25 - x + x * y.square()).square()
        + (2.625 - x + x * y.pow(3)).square()
    )


def _rastrigin(x: Tensor, y: Tensor) -> Tensor:
    ripples = torch.cos(2 * math.pi * x) + torch.cos(2 * math.pi * y)
    return 20 + x.square() + y.square() - 10 * ripples


def _plateau(x: Tensor, y: Tensor) -> Tensor:
    return 1 - torch.exp(-((x - 0.8).square() + (y - 0.6).square()) / (2 * 0.6**2))


# Each surface at its default parameters, with its start.
SURFACES: dict[str, tuple[Function, tuple[float, float]]] = {
    "rosenbrock": (
        lambda x, y: (1 - x).square() + 100 * (y - x.square()).square(),
        (-1.5, 2.0),
    ),
    "quadratic": (_quadratic, (-1.5, 1.2)),
    "himmelblau": (
        lambda x, y: (x.square() + y - 11).square() + (x + y.square() - 7).square(),
        (-0.5, -1.0),
    ),
    "beale": (_beale, (1.0, 1.6)),
    "rastrigin": (_rastrigin, (-3.3, 2.7)),
    "monkey_saddle": (lambda x, y: x.pow(3) - 3 * x * y.square(), (1.2, 0.02)),
    "plateau": (_plateau, (-0.6, -0.5)),
}
# By Ravine's names: PyTorch's class and its arguments. AdaGrad adds eps outside the root and optax
# inside; with eps 0 and a sum of squares that starts above 0 both rules are the same.
OPTIMIZERS: dict[str, tuple[type[torch.optim.Optimizer], dict[str, Any]]] = {
    "gradient_descent": (torch.optim.SGD, {"lr": 0.001}),
    "momentum": (torch.optim.SGD, {"lr": 0.001, "momentum": 0.9}),
    "nesterov": (torch.optim.SGD, {"lr": 0.001, "momentum": 0.9, "nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {"lr": 0.5, "initial_accumulator_value": 0.1, "eps": 0.0}),
    "adadelta": (torch.optim.Adadelta, {"lr": 1.0, "rho": 0.9, "eps": 1e-6}),
    "rmsprop": (torch.optim.RMSprop, {"lr": 0.01, "alpha": 0.9, "eps": 1e-8}),
    "adam": (torch.optim.Adam, {"lr": 0.05, "betas": (0.9, 0.999), "eps": 1e-8}),
    "adamw": (
        torch.optim.AdamW,
        {"lr": 0.05, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.05},
    ),
}


def paths() -> tuple[Any, dict[str, np.ndarray]]:
    """Facts, and for every surface and optimizer a path [steps + 1, 2]."""
    arrays, runs = {}, []
    for surface, (function, start) in SURFACES.items():
        for name, (optimizer, arguments) in OPTIMIZERS.items():
            path = _descend(function, start, optimizer, arguments, moved=False)
            twin = _descend(function, start, optimizer, arguments, moved=True)
            run = {"surface": surface, "start": start, "optimizer": name, "arguments": arguments}
            runs.append({**run, "steady": _steady_rows(path, twin)})
            arrays[f"{surface}.{name}"] = path
    return {"steps": STEPS, "steady": STEADY, "runs": runs}, arrays


def _descend(
    function: Function,
    start: tuple[float, float],
    optimizer: type[torch.optim.Optimizer],
    arguments: dict[str, Any],
    moved: bool,
) -> np.ndarray:
    """A path; `moved` puts every point one rounding error off, the start included."""
    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    stepper = optimizer([point], **arguments)
    rows = []
    for _ in range(STEPS + 1):
        if moved:
            with torch.no_grad():
                point.copy_(torch.nextafter(point, torch.full_like(point, math.inf)))
        rows.append(point.detach().numpy().copy())
        stepper.zero_grad()
        function(point[0], point[1]).backward()
        stepper.step()
    return np.array(rows)


def _steady_rows(path: np.ndarray, twin: np.ndarray) -> int:
    """Number of leading rows in which path and twin are one."""
    size = np.maximum(np.linalg.norm(path, axis=1), np.linalg.norm(path[0]))
    off = ~(np.linalg.norm(path - twin, axis=1) <= STEADY * size)
    return int(np.argmax(off)) if off.any() else len(off)
