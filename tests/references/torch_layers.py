"""Five training steps of networks with every layer in PyTorch, in float64 from float32 weights.

Kernels are stored as Ravine has them, a row for each unit: of a convolution the patch row by row,
at each place all inputs. Images are stored with their channels last.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (PyTorch's own name for it)

BATCH, STEPS, CLASSES = 10, 5, 3
KEPT_STEPS = (1, 5)
RATE, MOMENTUM = 0.1, 0.9
DROPPED = 0.3
PLANE, IMAGE, SEQUENCE = (4,), (6, 6, 2), (7, 2)
Shapes = dict[str, tuple[int, ...]]
Weights = dict[str, Tensor]
Memory = dict[str, Tensor]


def _dense(path: str, inputs: int, units: int) -> Shapes:
    return {f"{path}.kernel": (units, inputs), f"{path}.bias": (units,)}


def _norm(path: str, units: int) -> Shapes:
    return {f"{path}.scale": (units,), f"{path}.shift": (units,)}


def _linear(w: Weights, path: str, x: Tensor) -> Tensor:
    return F.linear(x, w[f"{path}.kernel"], w[f"{path}.bias"])


def _normalized(w: Weights, memory: Memory, path: str, x: Tensor) -> Tensor:
    return F.batch_norm(
        x,
        memory[f"{path}.mean"],
        memory[f"{path}.variance"],
        w[f"{path}.scale"],
        w[f"{path}.shift"],
        training=True,
        momentum=0.1,
        eps=1e-5,
    )


def _conv(w: Weights, path: str, x: Tensor) -> Tensor:
    rows = w[f"{path}.kernel"]
    kernel = rows.reshape(len(rows), 3, 3, -1).permute(0, 3, 1, 2)
    return F.conv2d(x, kernel, w[f"{path}.bias"], padding=1)


def _flat(x: Tensor) -> Tensor:
    return x.permute(0, 2, 3, 1).flatten(1)


def batch_norm(w: Weights, memory: Memory, masks: Weights, x: Tensor) -> Tensor:
    """Two normalized hidden layers."""
    for path in ("hidden1", "hidden2"):
        x = F.relu(_normalized(w, memory, path, _linear(w, path, x)))
    return _linear(w, "output", x)


def dropout(w: Weights, memory: Memory, masks: Weights, x: Tensor) -> Tensor:
    """Two hidden layers that lose what the masks say."""
    for path in ("hidden1", "hidden2"):
        x = torch.tanh(_linear(w, path, x)) * masks[path] / (1 - DROPPED)
    return _linear(w, "output", x)


def cnn(w: Weights, memory: Memory, masks: Weights, x: Tensor) -> Tensor:
    """Two convolutions, the first normalized, each with pooling."""
    x = x.permute(0, 3, 1, 2)
    x = F.avg_pool2d(F.relu(_normalized(w, memory, "conv1", _conv(w, "conv1", x))), 2)
    x = F.avg_pool2d(F.relu(_conv(w, "conv2", x)), 2)
    return _linear(w, "output", _flat(x))


def rnn(w: Weights, memory: Memory, masks: Weights, x: Tensor) -> Tensor:
    """A recurrent layer by PyTorch's own cell."""
    state = torch.zeros(len(x), 5, dtype=x.dtype)
    zeros = torch.zeros_like(w["recurrent.bias"])
    for step in range(x.shape[1]):
        state = torch.rnn_tanh_cell(
            x[:, step],
            state,
            w["recurrent.kernel"],
            w["recurrent.recurrent"],
            w["recurrent.bias"],
            zeros,
        )
    return _linear(w, "output", state)


CASES: dict[str, tuple[Callable[..., Tensor], tuple[int, ...], str, Shapes, dict[str, int]]] = {
    "batch_norm": (
        batch_norm,
        PLANE,
        "relu",
        _dense("hidden1", 4, 8)
        | _norm("hidden1", 8)
        | _dense("hidden2", 8, 5)
        | _norm("hidden2", 5)
        | _dense("output", 5, CLASSES),
        {"hidden1": 8, "hidden2": 5},
    ),
    "dropout": (
        dropout,
        PLANE,
        "tanh",
        _dense("hidden1", 4, 8) | _dense("hidden2", 8, 5) | _dense("output", 5, CLASSES),
        {},
    ),
    "cnn": (
        cnn,
        IMAGE,
        "relu",
        _dense("conv1", 18, 3)
        | _norm("conv1", 3)
        | _dense("conv2", 27, 4)
        | _dense("output", 4, CLASSES),
        {"conv1": 3},
    ),
    "rnn": (
        rnn,
        SEQUENCE,
        "tanh",
        _dense("recurrent", 2, 5) | {"recurrent.recurrent": (5, 5)} | _dense("output", 5, CLASSES),
        {},
    ),
}
"""Network, shape of an example, activation, weights, and units of what has running averages."""


def layers() -> tuple[Any, dict[str, np.ndarray]]:
    """Facts and arrays of every case.

    For case c: `c.x` [steps * batch, ...], `c.y`, `c.first.w` for each of its weights w,
    `c.loss` [steps], `c.w.gradient` in the first step, `c.w` after each of `kept` steps
    [kept, ...], the same for `c.memory.m`, and `c.mask.path` [steps, batch, units].
    """
    arrays: dict[str, np.ndarray] = {}
    for case, (network, shape, _, shapes, remembered) in CASES.items():
        first = _first(case, shape, shapes)
        made = _train(network, first, list(shapes), remembered)
        arrays |= {f"{case}.{name}": array for name, array in (first | made).items()}
    facts = {
        "batch": BATCH,
        "steps": STEPS,
        "kept": KEPT_STEPS,
        "learning_rate": RATE,
        "momentum": MOMENTUM,
        "dropout": DROPPED,
        "cases": {case: {"inputs": one[1], "activation": one[2]} for case, one in CASES.items()},
    }
    return facts, arrays


def _first(case: str, shape: tuple[int, ...], shapes: Shapes) -> dict[str, np.ndarray]:
    random = np.random.default_rng(list(CASES).index(case))
    arrays = {
        "x": random.standard_normal((STEPS * BATCH, *shape)).astype(np.float32),
        "y": random.integers(0, CLASSES, STEPS * BATCH).astype(np.int32),
    }
    for name, of in shapes.items():
        spread = 1 / np.sqrt(of[-1]) if len(of) > 1 else 0.2
        middle = 1.0 if name.endswith("scale") else 0.0
        arrays[f"first.{name}"] = (middle + spread * random.standard_normal(of)).astype(np.float32)
    if case == "dropout":
        for path, units in (("hidden1", 8), ("hidden2", 5)):
            stays = random.random((STEPS, BATCH, units)) >= DROPPED
            arrays[f"mask.{path}"] = stays.astype(np.float32)
    return arrays


def _train(
    network: Callable[..., Tensor],
    first: dict[str, np.ndarray],
    names: list[str],
    remembered: dict[str, int],
) -> dict[str, np.ndarray]:
    weights = {name: torch.tensor(first[f"first.{name}"]).double() for name in names}
    for weight in weights.values():
        weight.requires_grad_()
    memory: Memory = {}
    for path, units in remembered.items():
        memory[f"{path}.mean"] = torch.zeros(units, dtype=torch.float64)
        memory[f"{path}.variance"] = torch.ones(units, dtype=torch.float64)
    stepper = torch.optim.SGD(list(weights.values()), lr=RATE, momentum=MOMENTUM)
    losses: list[float] = []
    kept: list[dict[str, np.ndarray]] = []
    made: dict[str, np.ndarray] = {}
    for step in range(STEPS):
        rows = slice(step * BATCH, (step + 1) * BATCH)
        masks = {
            name.removeprefix("mask."): torch.tensor(array[step]).double()
            for name, array in first.items()
            if name.startswith("mask.")
        }
        stepper.zero_grad()
        outputs = network(weights, memory, masks, torch.tensor(first["x"][rows]).double())
        loss = F.cross_entropy(outputs, torch.tensor(first["y"][rows]).long())
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            made = {f"{name}.gradient": w.grad.numpy().copy() for name, w in weights.items()}
        stepper.step()
        if step + 1 in KEPT_STEPS:
            now = {name: w.detach().numpy().copy() for name, w in weights.items()}
            remembers = {f"memory.{name}": m.numpy().copy() for name, m in memory.items()}
            kept.append(now | remembers)
    made |= {name: np.array([one[name] for one in kept]) for name in kept[0]}
    return {**made, "loss": np.array(losses)}
