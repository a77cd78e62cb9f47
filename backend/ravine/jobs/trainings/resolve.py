"""From well-formed training requests to plans."""

import math
from collections.abc import Sequence

from ravine.core.passes import LayerPlan
from ravine.datasets import DATASETS, Number, Shape
from ravine.jobs.labels import check_labels, unique_labels
from ravine.jobs.specs import resolve_spec
from ravine.jobs.trainings.groups import check_groups, told
from ravine.jobs.trainings.measured import (
    check_cadences,
    instrument_plan,
    resolve_instruments,
)
from ravine.jobs.trainings.networks import network_of
from ravine.jobs.trainings.parts import check_fits, chosen_of, resolve_parts
from ravine.jobs.trainings.plans import PreviewPlan, TrainPlan
from ravine.tasks import TASKS
from ravine.vocabulary.problems import ProblemList, Problems
from ravine.wire import limits
from ravine.wire.training import (
    DatasetRequest,
    ExperimentRequest,
    LayerAnswer,
    Plan,
    RunRequest,
    RunSettings,
    metric_answer,
)

# Enough to see a training unfold; more would cost a long run over a tenth of its time.
SNAPSHOTS = 60
DROPPED = (
    "At each step the same units of the same examples are dropped in every run with this seed."
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def resolve_experiment(request: ExperimentRequest) -> list[TrainPlan]:
    """The plan of every run; raises `Problems`."""
    problems = ProblemList()
    given = [run.label for run in request.runs]
    check_labels(given, problems, "/runs")
    plans: list[TrainPlan] = []
    for index, (run, label) in enumerate(zip(request.runs, _labels(given), strict=True)):
        try:
            plans.append(resolve_run(run.model_copy(update={"label": label})))
        except Problems as found:
            problems.extend(found, f"/runs/{index}")
    problems.raise_if_any()
    return plans


def resolve_run(request: RunRequest) -> TrainPlan:
    """Settings (every default filled in) and plan (steps, layers, sizes) of a run.

    Raises:
        Problems: unknown names, unacceptable parameters, entries that do not go together, a batch
            larger than the data, or more steps than a run may have.
    """
    problems = ProblemList()
    parts = resolve_parts(request, problems)
    problems.raise_if_any()
    chosen = chosen_of(parts)
    check_fits(chosen, request, problems)
    instruments = resolve_instruments(request.instruments, chosen, problems)
    problems.raise_if_any()
    settings = RunSettings(
        **parts,
        label=request.label or LETTERS[0],
        instruments=instruments,
    )
    shape = DATASETS[settings.dataset.name].shape(**settings.dataset.params)
    _check_sizes(settings, shape, problems)
    _check_batch(settings, problems)
    steps = _steps(settings.epochs, shape.train, settings.batch_size)
    check_cadences(request.instruments, steps, problems)
    check_groups(settings, network_of(settings).layers, problems)
    problems.raise_if_any()
    return TrainPlan(settings=settings, plan=_plan(settings, shape))


def resolve_dataset(request: DatasetRequest) -> PreviewPlan:
    """The plan of a dataset preview; raises `Problems`."""
    problems = ProblemList()
    dataset = resolve_spec(DATASETS, request.dataset, problems, "/dataset")
    problems.raise_if_any()
    return PreviewPlan(dataset=dataset)


def _labels(given: Sequence[str | None]) -> list[str]:
    letters = iter(letter for letter in LETTERS if letter not in given)
    return unique_labels(given, [label or next(letters) for label in given])


def _steps(epochs: int, train: int, batch_size: int) -> int:
    return math.ceil(epochs * train / batch_size)


def _check_sizes(settings: RunSettings, shape: Shape, problems: ProblemList) -> None:
    if settings.batch_size > shape.train:
        problems.add(
            "/batch_size",
            f"A batch of {settings.batch_size} is larger than the {shape.train} training examples.",
            f"Give up to {shape.train}, which is full batch.",
        )
        return
    steps = _steps(settings.epochs, shape.train, settings.batch_size)
    if steps > limits.MAX_TRAINING_STEPS:
        most = limits.MAX_TRAINING_STEPS * settings.batch_size // shape.train
        problems.add(
            "/epochs",
            f"{settings.epochs} epochs make {steps} steps.",
            f"Give up to {most} epochs: a run may take {limits.MAX_TRAINING_STEPS} steps.",
        )


def _check_batch(settings: RunSettings, problems: ProblemList) -> None:
    for _, part, _ in network_of(settings).parts:
        least = part.entry.least_batch
        if settings.batch_size < least:
            problems.add(
                "/batch_size",
                f"{part.entry.title} needs more than a batch of {settings.batch_size}.",
                f"Give at least {least}.",
            )
            return


def _plan(settings: RunSettings, shape: Shape) -> Plan:
    layers = network_of(settings).layers
    metrics = TASKS[settings.task.name].metrics
    unit = shape.targets.unit if isinstance(shape.targets, Number) else ""
    steps = _steps(settings.epochs, shape.train, settings.batch_size)
    return Plan(
        steps=steps,
        steps_per_epoch=shape.train / settings.batch_size,
        layers=[_layer(layer) for layer in layers],
        parameters=sum(layer.parameters for layer in layers),
        train_examples=shape.train,
        validation_examples=shape.validation,
        snapshot_every=max(1, math.ceil(steps / SNAPSHOTS)),
        instruments=[instrument_plan(spec, metrics, unit) for spec in settings.instruments],
        headline=metric_answer(metrics[0], unit),
        protocol=_protocol(settings, steps),
    )


def _layer(layer: LayerPlan) -> LayerAnswer:
    return LayerAnswer(
        path=layer.path,
        name=layer.name,
        kind=layer.kind,
        inputs=layer.inputs,
        units=layer.units,
        parameters=layer.parameters,
    )


def _protocol(settings: RunSettings, steps: int) -> list[str]:
    clip = settings.clip_norm
    clipping = (
        f"Gradients are clipped to a global norm of {clip:g}; norms are shown before clipping."
        if clip
        else "Gradients are not clipped."
    )
    return [
        f"{steps} steps of {settings.batch_size} examples: {settings.epochs} passes, each "
        f"in its own order (seed {settings.seed}), the same for every run with this seed.",
        f"First weights drawn layer by layer from seed {settings.seed}: "
        "equal shapes get the same draws.",
        *([DROPPED] if network_of(settings).drops else []),
        clipping,
        "The learning rate is as given; float32 throughout.",
        *(told(group) for group in settings.groups),
    ]
