"""Ravine's snapshot in PyTorch eager."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (PyTorch's own name for it)

from ravine.core.summaries import BINS, PERCENTILES

QUANTILES = torch.tensor(PERCENTILES) / 100


@dataclass(frozen=True)
class Views:
    """The examples that snapshots look at, as Ravine's `Views`."""

    probe: tuple[Tensor, Tensor]
    train: tuple[Tensor, Tensor]
    validation: tuple[Tensor, Tensor]
    shown: Tensor


def snapshot(layers: list[torch.nn.Linear], views: Views) -> dict[str, np.ndarray]:
    """The columns of a snapshot."""
    kernels = [layer.weight for layer in layers]
    pres, posts = _stages(layers, views.probe[0])
    loss = F.cross_entropy(posts[-1], views.probe[1])
    gradients = torch.autograd.grad(loss, kernels)
    columns: dict[str, Tensor] = {}
    with torch.no_grad():
        for name, values in (
            ("pre_activation", pres),
            ("activation", posts),
            ("gradient", gradients),
            ("weight", kernels),
        ):
            columns |= _summaries(name, [value.detach().flatten() for value in values])
        dead = [(pre <= 0).all(dim=0).float().mean() for pre in pres[:-1]]
        columns["dead"] = torch.stack([*dead, torch.zeros(())])
        columns["saturated"] = torch.zeros(len(layers))
        for name, (x, y) in (("training", views.train), ("validation", views.validation)):
            outputs = _stages(layers, x)[1][-1]
            columns[f"{name}_loss"] = F.cross_entropy(outputs, y)
            columns[f"{name}_accuracy"] = (outputs.argmax(dim=1) == y).float().mean()
        probability = _stages(layers, views.shown)[1][-1].softmax(dim=1)
        columns["confidence"], columns["class"] = probability.max(dim=1)
    return {name: column.detach().numpy() for name, column in columns.items()}


def _stages(layers: list[torch.nn.Linear], signal: Tensor) -> tuple[list[Tensor], list[Tensor]]:
    pres, posts = [], []
    for index, layer in enumerate(layers):
        pre = layer(signal)
        signal = pre if index == len(layers) - 1 else F.relu(pre)
        pres.append(pre)
        posts.append(signal)
    return pres, posts


def _summaries(name: str, values: list[Tensor]) -> dict[str, Tensor]:
    return {
        f"{name}.counts": torch.stack([torch.histc(value, BINS) for value in values]),
        f"{name}.range": torch.stack([torch.stack(torch.aminmax(value)) for value in values]),
        f"{name}.percentiles": torch.stack([torch.quantile(value, QUANTILES) for value in values]),
        f"{name}.mean": torch.stack([value.mean() for value in values]),
        f"{name}.std": torch.stack([value.std(correction=0) for value in values]),
        f"{name}.nonfinite": torch.stack([(~torch.isfinite(value)).sum() for value in values]),
    }
