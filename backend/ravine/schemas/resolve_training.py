"""From well-formed training requests to complete ones, with a plan of each run."""

import math
from collections.abc import Sequence
from typing import Any

from ravine.activations import ACTIVATIONS
from ravine.core.catalog import Catalog
from ravine.core.problems import ProblemList, Problems
from ravine.datasets import DATASETS, Shape
from ravine.initializers import INITIALIZERS
from ravine.losses import LOSSES
from ravine.models import MODELS
from ravine.optimizers import OPTIMIZERS
from ravine.schedules import SCHEDULES
from ravine.schemas import limits
from ravine.schemas.resolve import check_labels, resolve_spec, unique_labels
from ravine.schemas.training import DatasetRequest, ExperimentRequest, RunRequest

PARTS: dict[str, Catalog[Any]] = {
    "dataset": DATASETS,
    "model": MODELS,
    "initializer": INITIALIZERS,
    "activation": ACTIVATIONS,
    "loss": LOSSES,
    "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES,
}
# Enough to see a training unfold; more would cost a long run over a tenth of its time.
SNAPSHOTS = 60
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Resolved = tuple[dict[str, Any], dict[str, Any]]


def resolve_experiment(request: ExperimentRequest) -> list[Resolved]:
    """Settings and plan of every run; raises `Problems`."""
    problems = ProblemList()
    given = [run.label for run in request.runs]
    check_labels(given, problems, "/runs")
    resolved: list[Resolved] = []
    for index, run in enumerate(request.runs):
        try:
            resolved.append(resolve_run(run))
        except Problems as found:
            problems.extend(found, f"/runs/{index}")
    problems.raise_if_any()
    for (settings, _), label in zip(resolved, _labels(given), strict=True):
        settings["label"] = label
    return resolved


def resolve_run(request: RunRequest) -> Resolved:
    """Settings (every default filled in) and plan (steps, layers, sizes) of a run.

    Raises:
        Problems: unknown names, unacceptable parameters, a batch larger than the data, or more
            steps than a run may have.
    """
    problems = ProblemList()
    settings: dict[str, Any] = {"label": request.label or LETTERS[0]}
    for part, catalog in PARTS.items():
        settings[part] = resolve_spec(catalog, getattr(request, part), problems, f"/{part}")
    settings |= {
        "batch_size": request.batch_size,
        "epochs": request.epochs,
        "seed": request.seed,
        "clip_norm": request.clip_norm,
    }
    problems.raise_if_any()
    shape = DATASETS[settings["dataset"]["name"]].shape(**settings["dataset"]["params"])
    _check_sizes(request, shape, problems)
    problems.raise_if_any()
    return settings, _plan(settings, shape)


def resolve_dataset(request: DatasetRequest) -> dict[str, Any]:
    """The payload of a dataset preview; raises `Problems`."""
    problems = ProblemList()
    dataset = resolve_spec(DATASETS, request.dataset, problems, "/dataset")
    problems.raise_if_any()
    return {"dataset": dataset}


def _labels(given: Sequence[str | None]) -> list[str]:
    letters = iter(letter for letter in LETTERS if letter not in given)
    return unique_labels(given, [label or next(letters) for label in given])


def _steps(epochs: int, train: int, batch_size: int) -> int:
    return math.ceil(epochs * train / batch_size)


def _check_sizes(request: RunRequest, shape: Shape, problems: ProblemList) -> None:
    if request.batch_size > shape.train:
        problems.add(
            "/batch_size",
            f"A batch of {request.batch_size} is larger than the {shape.train} training examples.",
            f"Give up to {shape.train}, which is full batch.",
        )
        return
    steps = _steps(request.epochs, shape.train, request.batch_size)
    if steps > limits.MAX_TRAINING_STEPS:
        most = limits.MAX_TRAINING_STEPS * request.batch_size // shape.train
        problems.add(
            "/epochs",
            f"{request.epochs} epochs make {steps} steps.",
            f"Give up to {most} epochs: a run may take {limits.MAX_TRAINING_STEPS} steps.",
        )


def _plan(settings: dict[str, Any], shape: Shape) -> dict[str, Any]:
    model = MODELS[settings["model"]["name"]]
    layers = model.plan(
        **settings["model"]["params"], inputs=shape.features, outputs=len(shape.class_names)
    )
    steps = _steps(settings["epochs"], shape.train, settings["batch_size"])
    return {
        "steps": steps,
        "steps_per_epoch": shape.train / settings["batch_size"],
        "layers": [layer._asdict() for layer in layers],
        "parameters": sum(layer.parameters for layer in layers),
        "train_examples": shape.train,
        "validation_examples": shape.validation,
        "snapshot_every": max(1, math.ceil(steps / SNAPSHOTS)),
        "protocol": _protocol(settings, steps),
    }


def _protocol(settings: dict[str, Any], steps: int) -> list[str]:
    clip = settings["clip_norm"]
    clipping = (
        f"Gradients are clipped to a global norm of {clip:g}; norms are shown before clipping."
        if clip
        else "Gradients are not clipped."
    )
    return [
        f"{steps} steps of {settings['batch_size']} examples: {settings['epochs']} passes, each "
        f"in its own order (seed {settings['seed']}), the same for every run with this seed.",
        f"First weights drawn layer by layer from seed {settings['seed']}: "
        "equal shapes get the same draws.",
        clipping,
        "The learning rate is as given; float32 throughout.",
    ]
