"""Microseconds per training step with all statistics on, and what the statistics cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import torch

from benchmarks import bare, torch_snapshot, torch_training
from benchmarks.table import Line, ratio_line
from benchmarks.timing import Effort, best, median_alternating
from benchmarks.torch_settings import with_better_setting
from benchmarks.torch_snapshot import Views
from ravine.core.examples import Batchwise
from ravine.core.snapshot import snapshot
from ravine.jobs.trainings.plans import TrainPlan
from ravine.jobs.trainings.preparation import Training, prepare_training
from ravine.jobs.trainings.resolve import resolve_run
from ravine.jobs.trainings.train import train
from ravine.readings.trainings import Reading
from ravine.wire.training import LayerAnswer, RunRequest

STATISTICS_GOAL = 0.2


def _mlp(dataset: str, width: int, batch_size: int) -> dict[str, Any]:
    model = {"name": "mlp", "params": {"hidden": [width, width]}}
    return {"dataset": dataset, "model": model, "batch_size": batch_size}


@dataclass(frozen=True)
class Case:
    """A network and how long it trains; snapshots are taken on the way as in any run.

    Args:
        name: layers and batch size.
        request: the run.
        steps: about how many steps the run takes.
    """

    name: str
    request: dict[str, Any]
    steps: int


CASES = (
    Case("2-16-16-2, batch 32", _mlp("moons", 16, 32), 50_000),
    Case("64-64-64-10, batch 64", _mlp("digits", 64, 64), 50_000),
)


class Deaf:
    """A context that drops what it is sent: the work of gathering it is done by then."""

    def emit(
        self,
        kind: str,
        first_step: int,
        steps: int,
        columns: Mapping[str, Any],
        readings: Sequence[Reading] | None = None,
    ) -> None:
        """Drop a frame."""

    def say(self, sentence: str) -> None:
        """Drop a sentence."""

    def cancelled(self) -> bool:
        """Never."""
        return False


def lines(effort: Effort) -> list[Line]:
    """Each network: against PyTorch, with statistics against without, and a single snapshot."""
    return [line for case in CASES for line in _case(case, effort)]


def _case(case: Case, effort: Effort) -> list[Line]:
    plan = _plan(case, effort)
    training = prepare_training(plan)
    steps = training.steps
    spent = median_alternating(
        {
            "whole": lambda: train(plan, Deaf()),
            "bare": lambda: bare.train(prepare_training(plan)),
        },
        effort.repeats,
    )
    share = 1 - spent["bare"] / spent["whole"]
    whole_us, bare_us = spent["whole"] / steps * 1e6, spent["bare"] / steps * 1e6
    count = 2 * training.snapshot_every
    job = _job(training, plan.plan.layers, count)
    how = with_better_setting(lambda how: torch_training.train(_short(job), **how))
    theirs = best(lambda: torch_training.train(job, **how), effort.repeats) / count * 1e6
    name = f"{case.name}, {steps:,} steps"
    return [
        ratio_line(
            f"training step {name}, {steps // training.snapshot_every} snapshots",
            whole_us,
            theirs,
            goal=8,
        ),
        Line(
            f"share of time that statistics cost, {name}",
            f"{whole_us:.1f} us, {bare_us:.1f} us without",
            "",
            f"{share:.0%}",
            f"under {STATISTICS_GOAL:.0%}",
            share < STATISTICS_GOAL,
        ),
        _snapshot(case, training, job, effort),
    ]


def _snapshot(case: Case, training: Training, job: torch_training.Job, effort: Effort) -> Line:
    state, views, repeats = training.state, training.views, 4 * effort.repeats
    layers = torch_training.layers_of(job.widths)
    ours = best(lambda: snapshot(training.gauge, state, training.hyper, views), repeats)
    theirs = best(lambda: torch_snapshot.snapshot(layers, job.views), repeats)
    return ratio_line(f"one snapshot, {case.name}", ours * 1e6, theirs * 1e6, goal=1)


def _plan(case: Case, effort: Effort) -> TrainPlan:
    one_epoch = _resolved({**case.request, "epochs": 1}).plan
    epochs = max(1, round(effort.steps(case.steps) / one_epoch.steps_per_epoch))
    return _resolved({**case.request, "epochs": epochs})


def _resolved(request: dict[str, Any]) -> TrainPlan:
    return resolve_run(RunRequest.model_validate(request))


def _job(training: Training, layers: Sequence[LayerAnswer], steps: int) -> torch_training.Job:
    widths = (layers[0].inputs, *(layer.units for layer in layers))
    assert all(b.inputs == a.units for a, b in pairwise(layers))
    x, y = _tensors(training.data)
    views = training.views
    return torch_training.Job(
        widths,
        x,
        y,
        training.stream.indices(0, steps),
        training.snapshot_every,
        Views(
            _tensors(views.probe),
            _tensors(views.train),
            _tensors(views.validation),
            torch.tensor(np.asarray(views.shown)),
        ),
    )


def _short(job: torch_training.Job) -> torch_training.Job:
    return replace(job, batches=job.batches[:50])


def _tensors(data: Batchwise) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.tensor(np.asarray(data.x)), torch.tensor(np.asarray(data.y)).long()
