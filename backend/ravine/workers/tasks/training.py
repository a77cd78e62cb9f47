"""What a training runs on, built from validated settings."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import numpy as np

from ravine.activations import ACTIVATIONS, Activation
from ravine.core.batches import BatchStream
from ravine.core.keys import Purpose, purpose_key
from ravine.core.parameters import split
from ravine.core.snapshot import Gauge, Views, grid_points
from ravine.core.train import Batchwise, Hyper, Setup, State, initial_state
from ravine.datasets import DATASETS, Data, Dataset, Examples, domain, prepare
from ravine.initializers import INITIALIZERS, Initializer
from ravine.losses import LOSSES, Loss
from ravine.models import MODELS, LayerPlan, Model
from ravine.workers.tasks.data import SAMPLES
from ravine.workers.tasks.recipes import Build, Frozen, Rate, Stepper, optimizer_builders

PROBE_EXAMPLES = 128
SCORED_EXAMPLES = 2048
BOUNDARY_RESOLUTION = 40


class Training(NamedTuple):
    """Everything a run needs.

    Args:
        gauge: what is compiled, for steps (`gauge.setup`) and snapshots.
        hyper: every number.
        state: where it starts.
        data: training examples on the device.
        views: what snapshots look at.
        stream: which examples make up each batch.
        shown: `boundary` or `samples`, what `views.shown` are.
        steps: number of steps.
        snapshot_every: steps between snapshots.
    """

    gauge: Gauge
    hyper: Hyper
    state: State
    data: Batchwise
    views: Views
    stream: BatchStream
    shown: str
    steps: int
    snapshot_every: int


def prepare_training(settings: Mapping[str, Any], plan: Mapping[str, Any]) -> Training:
    """Load the data, draw the first weights and gather what is compiled."""
    dataset = DATASETS[settings["dataset"]["name"]]
    data = prepare(dataset, settings["dataset"]["params"])
    stepper = Stepper.from_names(settings["optimizer"], settings["schedule"])
    activation = ACTIVATIONS[settings["activation"]["name"]]
    loss = LOSSES[settings["loss"]["name"]]
    clipped = settings["clip_norm"] is not None
    gauge = _gauge(activation, loss, optimizer_builders(
        stepper.optimizer, stepper.statics, stepper.schedule), clipped)  # fmt: skip
    hyper = {
        **stepper.hyper,
        "activation": split(activation.parameters, settings["activation"]["params"])[0],
        "clip_norm": settings["clip_norm"] if clipped else 0.0,
    }
    network = _first_network(settings, plan)
    return Training(
        gauge=gauge,
        hyper=hyper,
        state=initial_state(gauge.setup, network, hyper),
        data=_on_device(data.train),
        views=_views(dataset, data),
        stream=BatchStream(settings["seed"], len(data.train.y), settings["batch_size"]),
        shown="boundary" if dataset.kind == "points" else "samples",
        steps=plan["steps"],
        snapshot_every=plan["snapshot_every"],
    )


@lru_cache(maxsize=64)
def _gauge(
    activation: Activation, loss: Loss, builders: tuple[Build, Rate], clipped: bool
) -> Gauge:
    build, rate = builders

    def activate(hyper: Hyper) -> Any:
        return activation.build(**hyper["activation"])

    setup = Setup(activate, loss.per_example, build, rate, clipped)
    return Gauge(setup, activation.derivative, activation.steepest)


def _first_network(settings: Mapping[str, Any], plan: Mapping[str, Any]) -> Any:
    initializer = INITIALIZERS[settings["initializer"]["name"]]
    numbers, statics = split(initializer.parameters, settings["initializer"]["params"])
    layers = tuple(LayerPlan(**layer) for layer in plan["layers"])
    draw = _drawing(MODELS[settings["model"]["name"]], layers, initializer, tuple(statics.items()))
    return draw(numbers, purpose_key(settings["seed"], Purpose.WEIGHTS))


@lru_cache(maxsize=64)
def _drawing(
    model: Model, layers: tuple[LayerPlan, ...], initializer: Initializer, statics: Frozen
) -> Any:
    def draw(numbers: Mapping[str, Any], key: jax.Array) -> Any:
        return model.build(layers, initializer.build(**numbers, **dict(statics)), key)

    return jax.jit(draw)


def _views(dataset: Dataset, data: Data) -> Views:
    if dataset.kind == "points":
        shown = grid_points(*domain(data), BOUNDARY_RESOLUTION)
    else:
        shown = data.validation.x[:SAMPLES]
    return Views(
        _on_device(_first(data.train, PROBE_EXAMPLES)),
        _on_device(_first(data.train, SCORED_EXAMPLES)),
        _on_device(data.validation),
        jax.device_put(np.asarray(shown, np.float32)),
    )


def _first(examples: Examples, count: int) -> Examples:
    return Examples(examples.x[:count], examples.y[:count])


def _on_device(examples: Examples) -> Batchwise:
    return Batchwise(jax.device_put(examples.x), jax.device_put(examples.y))
