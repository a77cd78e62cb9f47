"""Trainings in this process, without server or worker."""

from typing import Any

import jax.numpy as jnp
import numpy as np

from ravine.core.train import Batchwise, Info, State, initial_state, train_chunk
from ravine.models import Network
from ravine.models.base import Dense
from ravine.schemas.resolve_training import resolve_run
from ravine.schemas.training import RunRequest
from ravine.workers.tasks.context import Columns
from ravine.workers.tasks.train import train
from ravine.workers.tasks.training import Training, prepare_training

Layers = list[tuple[np.ndarray, np.ndarray]]
SMALL: dict[str, Any] = {
    "dataset": {"name": "moons", "params": {"examples": 200}},
    "model": {"name": "mlp", "params": {"hidden": [8, 5]}},
    "batch_size": 20,
    "epochs": 5,
}


class Recorder:
    """A context that keeps what a job sends."""

    def __init__(self, cancel_after: int | None = None) -> None:
        self.steps: list[tuple[int, int, Columns]] = []
        self.snapshots: dict[int, Columns] = {}
        self.cancel_after = cancel_after

    def emit(self, kind: str, first_step: int, steps: int, columns: Columns) -> None:
        if kind == "steps":
            self.steps.append((first_step, steps, dict(columns)))
        else:
            self.snapshots[first_step] = dict(columns)

    def cancelled(self) -> bool:
        return self.cancel_after is not None and len(self.steps) >= self.cancel_after

    def column(self, name: str) -> np.ndarray:
        """All steps of a column."""
        return np.concatenate([columns[name] for _, _, columns in self.steps])


def planned(**request: Any) -> dict[str, Any]:
    """The payload of a training."""
    settings, plan = resolve_run(RunRequest.model_validate(request))
    return {"settings": settings, "plan": plan}


def prepared(**request: Any) -> Training:
    """A training that has not begun."""
    payload = planned(**request)
    return prepare_training(payload["settings"], payload["plan"])


def trained(recorder: Recorder | None = None, **request: Any) -> tuple[dict[str, Any], Recorder]:
    """A whole run: its result, and all that it sent."""
    recorder = recorder or Recorder()
    return train(planned(**request), recorder), recorder


def layers_of(network: Any) -> Layers:
    """Kernels and biases as NumPy copies."""
    return [(np.array(layer.kernel), np.array(layer.bias)) for layer in network.layers]


def state_with(training: Training, layers: Layers) -> State:
    """The training's first state, with given weights."""
    network = Network(tuple(Dense(jnp.asarray(k), jnp.asarray(b)) for k, b in layers))
    return initial_state(training.gauge.setup, network, training.hyper)


def advance(
    training: Training, state: State, data: Batchwise, batches: np.ndarray
) -> tuple[State, Info]:
    """Steps on the given batches of the given data."""
    return train_chunk(training.gauge.setup, state, training.hyper, data, batches)
