"""Trainings in this process, without server or worker."""

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np

from ravine.core import passes as core
from ravine.core.examples import Batchwise
from ravine.core.setup import State, initial_state
from ravine.core.train import Info, train_chunk
from ravine.jobs.trainings.plans import TrainPlan
from ravine.jobs.trainings.preparation import Training, prepare_training
from ravine.jobs.trainings.resolve import resolve_run
from ravine.jobs.trainings.train import train
from ravine.readings.trainings import Reading
from ravine.wire.frames import Columns, FrameKind
from ravine.wire.training import RunRequest

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
        self.said: list[str] = []
        self.readings: dict[int, tuple[Reading, ...]] = {}
        self.cancel_after = cancel_after

    def emit(
        self,
        kind: FrameKind,
        first_step: int,
        steps: int,
        columns: Columns,
        readings: Sequence[Reading] | None = None,
    ) -> None:
        if kind == "steps":
            self.steps.append((first_step, steps, dict(columns)))
        else:
            self.snapshots[first_step] = dict(columns)
            if readings is not None:
                self.readings[first_step] = tuple(readings)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def cancelled(self) -> bool:
        return self.cancel_after is not None and len(self.steps) >= self.cancel_after

    def column(self, name: str) -> np.ndarray:
        """All steps of a column."""
        return np.concatenate([columns[name] for _, _, columns in self.steps])


def planned(**request: Any) -> TrainPlan:
    """The plan of a training."""
    return resolve_run(RunRequest.model_validate(request))


def prepared(**request: Any) -> Training:
    """A training that has not begun."""
    return prepare_training(planned(**request))


def trained(recorder: Recorder | None = None, **request: Any) -> tuple[dict[str, Any], Recorder]:
    """A whole run: its result, and all that it sent."""
    recorder = recorder or Recorder()
    return train(planned(**request), recorder), recorder


def layers_of(arrays: core.Layers) -> Layers:
    """Kernels and biases as NumPy copies, layer by layer."""
    inside = [f"hidden{number}" for number in range(1, len(arrays))]
    own = [arrays[path] for path in (*inside, "output")]
    return [(np.array(layer["kernel"]), np.array(layer["bias"])) for layer in own]


def state_with(training: Training, layers: Layers) -> State:
    """The training's first state, with given weights."""
    paths = [layer.path for layer in training.gauge.setup.layers]
    weights = {
        path: {"kernel": jnp.asarray(kernel), "bias": jnp.asarray(bias)}
        for path, (kernel, bias) in zip(paths, layers, strict=True)
    }
    return initial_state(training.gauge.setup, weights, {}, training.hyper)


def advance(
    training: Training, state: State, data: Batchwise, batches: np.ndarray
) -> tuple[State, Info]:
    """Steps on the given batches of the given data."""
    after, records = train_chunk(training.gauge.setup, state, training.hyper, data, batches)
    return after, records.each
