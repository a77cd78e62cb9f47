"""Descents on Rosenbrock's valley in PyTorch eager, float64."""

from typing import Any

import torch

from benchmarks.torch_settings import with_better_setting

OPTIMIZERS: dict[str, tuple[type[torch.optim.Optimizer], dict[str, Any]]] = {
    "gradient_descent": (torch.optim.SGD, {"lr": 0.001}),
    "momentum": (torch.optim.SGD, {"lr": 0.001, "momentum": 0.9}),
    "nesterov": (torch.optim.SGD, {"lr": 0.001, "momentum": 0.9, "nesterov": True}),
    "adagrad": (torch.optim.Adagrad, {"lr": 0.01}),
    "adadelta": (torch.optim.Adadelta, {"lr": 1.0}),
    "rmsprop": (torch.optim.RMSprop, {"lr": 0.01}),
    "adam": (torch.optim.Adam, {"lr": 0.001}),
    "adamw": (torch.optim.AdamW, {"lr": 0.001}),
}
Rows = list[tuple[float, float, float]]


def descend(name: str, steps: int, keep: bool, **how: Any) -> Rows:
    """`steps` steps; `keep` records x, y and loss of each, as a comparison answers them."""
    kind, arguments = OPTIMIZERS[name]
    point = torch.tensor([-1.5, 2.0], dtype=torch.float64, requires_grad=True)
    optimizer = kind([point], **arguments, **how)
    rows: Rows = []
    for _ in range(steps):
        optimizer.zero_grad()
        x, y = point.unbind()
        loss = (1 - x) ** 2 + 100 * (y - x**2) ** 2
        loss.backward()
        if keep:
            rows.append((x.item(), y.item(), loss.item()))
        optimizer.step()
    return rows


def better_setting() -> dict[str, Any]:
    """What makes these descents fastest."""
    return with_better_setting(lambda how: descend("adam", 200, keep=False, **how))
