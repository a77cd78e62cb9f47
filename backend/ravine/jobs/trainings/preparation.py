"""What a training runs on, built from its plan."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from ravine.activations import ACTIVATIONS, Activation
from ravine.core.batches import BatchStream
from ravine.core.examples import Batchwise, Views
from ravine.core.keys import Purpose, purpose_key
from ravine.core.learning import Learning, Scale
from ravine.core.passes import Forward, Layers
from ravine.core.setup import Hyper, Measure, Setup, State, initial_state
from ravine.core.snapshot import Gauge, grid_points
from ravine.datasets import DATASETS, Dataset, Examples, Plane, domain, prepare
from ravine.initializers import INITIALIZERS, Initializer
from ravine.instruments.boundary import RESOLUTION
from ravine.jobs.recipes import (
    Build,
    ConfiguredOptimizer,
    Frozen,
    Limit,
    Rate,
    limit_builder,
    no_limit,
    optimizer_builders,
)
from ravine.jobs.trainings.groups import frozen, group_numbers, grouped
from ravine.jobs.trainings.measured import Together, at_cadences, at_usual, column_names
from ravine.jobs.trainings.networks import network_of
from ravine.jobs.trainings.plans import TrainPlan
from ravine.jobs.trainings.preview import SAMPLES
from ravine.losses import LOSSES
from ravine.models import Network, build, first_memory, first_weights
from ravine.readings.trainings import Facts, Headline, Judged
from ravine.tasks import TASKS, Lesson, Task, learning
from ravine.vocabulary.parameters import split
from ravine.wire.training import Plan, RunSettings

PROBE_EXAMPLES = 128
SCORED_EXAMPLES = 2048


class Training(NamedTuple):
    """Everything a run needs.

    Args:
        gauge: what is compiled, for steps (`gauge.setup`) and the usual snapshots.
        cadences: steps between the measurements of each group that has a cadence of its own.
        rare: what snapshots at these cadences are taken with.
        hyper: every number.
        state: where it starts.
        data: training examples on the device.
        views: what snapshots look at.
        stream: which examples make up each batch.
        steps: number of steps.
        snapshot_every: steps between snapshots.
        step_columns: names of what is measured at each step, in order.
        snapshot_columns: the same of snapshots, of which each has some.
        facts: what readings have to know.
    """

    gauge: Gauge
    cadences: tuple[int, ...]
    rare: tuple[Gauge, ...]
    hyper: Hyper
    state: State
    data: Batchwise
    views: Views
    stream: BatchStream
    steps: int
    snapshot_every: int
    step_columns: tuple[str, ...]
    snapshot_columns: tuple[str, ...]
    facts: Facts


def prepare_training(planned: TrainPlan) -> Training:
    """Load the data, draw the first weights and gather what is compiled."""
    settings, plan = planned.settings, planned.plan
    dataset = DATASETS[settings.dataset.name]
    data = prepare(dataset, settings.dataset.params)
    optimizer = ConfiguredOptimizer.from_specs(settings.optimizer, settings.schedule)
    activation = ACTIVATIONS[settings.activation.name]
    task = TASKS[settings.task.name]
    lesson = task.prepare(data)
    clipped = settings.clip_norm is not None
    chosen = optimizer.entry, optimizer.statics, optimizer.schedule
    plain, rate = optimizer_builders(*chosen)
    limit = no_limit if settings.groups else limit_builder(*chosen)
    network = network_of(settings)
    rare = at_cadences(settings.instruments)
    gauge = _gauge(
        network,
        activation,
        learning(task, LOSSES[settings.loss.name]),
        (grouped(plain, network.layers, settings.groups), rate, limit),
        frozen(network.layers, settings.groups),
        clipped,
        at_usual(settings.instruments),
        tuple(one.measures for one in rare.values()),
    )
    hyper = {
        **optimizer.hyper,
        "activation": split(activation.parameters, settings.activation.params)[0],
        "groups": group_numbers(settings.groups),
        "every": tuple(map(np.int32, rare)),
        "model": network.moving(settings.model.params),
        "seed": np.uint32(settings.seed),
        "clip_norm": settings.clip_norm if clipped else 0.0,
    }
    weights = _first_weights(network, settings)
    return Training(
        gauge=gauge,
        cadences=tuple(rare),
        rare=tuple(gauge._replace(looks=one.looks) for one in rare.values()),
        hyper=hyper,
        state=initial_state(gauge.setup, weights, first_memory(network), hyper),
        data=_on_device(lesson.data.train),
        views=_views(dataset, lesson),
        stream=BatchStream(settings.seed, len(data.train.x), settings.batch_size),
        steps=plan.steps,
        snapshot_every=plan.snapshot_every,
        step_columns=column_names(plan.instruments, "step"),
        snapshot_columns=column_names(plan.instruments, "snapshot"),
        facts=_facts(plan, lesson, task),
    )


def _facts(plan: Plan, lesson: Lesson, task: Task) -> Facts:
    data, headline = lesson.data, plan.headline
    scored = _first(data.train, SCORED_EXAMPLES)
    return Facts(
        layers=tuple(layer.name for layer in plan.layers),
        units=tuple(layer.units for layer in plan.layers),
        parameters=tuple(layer.parameters for layer in plan.layers),
        training=Judged(len(scored.x), _class_counts(scored)),
        validation=Judged(len(data.validation.x), _class_counts(data.validation)),
        headline=Headline(headline.name, headline.unit, task.metrics[0].sentence),
        probe=len(_first(data.train, PROBE_EXAMPLES).x),
        steps=plan.steps,
        steps_per_epoch=plan.steps_per_epoch,
    )


def _class_counts(examples: Examples) -> tuple[int, ...]:
    """None where targets are no classes."""
    classes = np.issubdtype(examples.y.dtype, np.integer)
    return tuple(np.bincount(examples.y).tolist()) if classes else ()


@lru_cache(maxsize=64)
def _gauge(
    network: Network,
    activation: Activation,
    learned: Learning,
    builders: tuple[Build, Rate, Limit],
    still: frozenset[str],
    clipped: bool,
    usual: Together,
    at_times: tuple[tuple[Measure, ...], ...],
) -> Gauge:
    optimizer, rate, limit = builders

    def activate(hyper: Hyper) -> Any:
        return activation.build(**hyper["activation"])

    def forward(hyper: Hyper) -> Forward:
        return build(network, hyper["model"], activate(hyper))

    def slope(hyper: Hyper) -> Any:
        return activation.derivative(activate(hyper))

    layers = network.layers
    setup = Setup(
        forward, layers, learned, optimizer, rate, still, clipped, usual.measures, at_times
    )
    return Gauge(setup, slope, activation.steepest, limit, usual.looks)


def _first_weights(network: Network, settings: RunSettings) -> Layers:
    initializer = INITIALIZERS[settings.initializer.name]
    numbers, statics = split(initializer.parameters, settings.initializer.params)
    draw = _drawing(network, initializer, tuple(statics.items()))
    first: Layers = draw(numbers, purpose_key(settings.seed, Purpose.WEIGHTS))
    return first


@lru_cache(maxsize=64)
def _drawing(network: Network, initializer: Initializer, statics: Frozen) -> Any:
    def draw(numbers: Mapping[str, Any], key: jax.Array) -> Any:
        return first_weights(network, initializer.build(**numbers, **dict(statics)), key)

    return jax.jit(draw)


def _views(dataset: Dataset, lesson: Lesson) -> Views:
    data = lesson.data
    if isinstance(dataset.usual.inputs, Plane):
        shown = grid_points(*domain(data), RESOLUTION)
    else:
        shown = data.validation.x[:SAMPLES]
    return Views(
        _on_device(_first(data.train, PROBE_EXAMPLES)),
        _on_device(_first(data.train, SCORED_EXAMPLES)),
        _on_device(data.validation),
        jax.device_put(np.asarray(shown, np.float32)),
        jax.device_put(Scale(*map(jnp.float32, lesson.scale))),
    )


def _first(examples: Examples, count: int) -> Examples:
    return Examples(examples.x[:count], examples.y[:count])


def _on_device(examples: Examples) -> Batchwise:
    return Batchwise(jax.device_put(examples.x), jax.device_put(examples.y))
