"""A training in PyTorch eager that gathers the same statistics as Ravine, at the same cadence."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (PyTorch's own name for it)

from benchmarks.torch_snapshot import Views, snapshot

RATE = 0.001


@dataclass(frozen=True)
class Job:
    """A training.

    Args:
        widths: inputs, hidden layers, outputs.
        x: training inputs.
        y: training labels.
        batches: example indices, a row per step.
        snapshot_every: steps between snapshots.
        views: what snapshots look at.
    """

    widths: tuple[int, ...]
    x: Tensor
    y: Tensor
    batches: np.ndarray
    snapshot_every: int
    views: Views


def train(job: Job, **how: Any) -> list[Any]:
    """All steps, with statistics of each and snapshots; returns what it gathered."""
    layers = layers_of(job.widths)
    kernels = [layer.weight for layer in layers]
    parameters = [parameter for layer in layers for parameter in layer.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=RATE, **how)
    gathered: list[Any] = []
    for first in range(0, len(job.batches), job.snapshot_every):
        rows = torch.from_numpy(job.batches[first : first + job.snapshot_every]).long()
        gathered += _steps(job, layers, kernels, optimizer, rows)
        gathered.append(snapshot(layers, job.views))
    return gathered


def layers_of(widths: tuple[int, ...]) -> list[torch.nn.Linear]:
    """Linear layers of these widths."""
    torch.manual_seed(0)
    return [torch.nn.Linear(a, b) for a, b in pairwise(widths)]


def _steps(
    job: Job,
    layers: list[torch.nn.Linear],
    kernels: list[torch.nn.Parameter],
    optimizer: torch.optim.Optimizer,
    rows: Tensor,
) -> Iterator[np.ndarray]:
    """The columns of some steps; they leave PyTorch once, at the end."""
    losses, layer_norms, ratios = [], [], []
    for row in rows:
        optimizer.zero_grad()
        loss = F.cross_entropy(_forward(layers, job.x[row]), job.y[row])
        loss.backward()
        with torch.no_grad():
            layer_norms.append(torch.stack([_norm(layer) for layer in layers]))
            before = [kernel.clone() for kernel in kernels]
        optimizer.step()
        with torch.no_grad():
            pairs = zip(kernels, before, strict=True)
            ratios.append(torch.stack([(new - old).norm() / old.norm() for new, old in pairs]))
        losses.append(loss.detach())
    norms = torch.stack(layer_norms)
    yield from (column.numpy() for column in (torch.stack(losses), norms, norms.norm(dim=1)))
    yield torch.stack(ratios).numpy()


def _forward(layers: list[torch.nn.Linear], signal: Tensor) -> Tensor:
    for layer in layers[:-1]:
        signal = F.relu(layer(signal))
    output: Tensor = layers[-1](signal)
    return output


def _norm(layer: torch.nn.Linear) -> Tensor:
    assert layer.weight.grad is not None
    assert layer.bias.grad is not None
    return (layer.weight.grad.square().sum() + layer.bias.grad.square().sum()).sqrt()
