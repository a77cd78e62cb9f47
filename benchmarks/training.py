"""Microseconds per training step with all statistics on, and what the statistics cost."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import torch

from benchmarks import bare, torch_training
from benchmarks.table import Line, ratio_line
from benchmarks.timing import Effort, best, median_alternating
from benchmarks.torch_settings import with_better_setting
from benchmarks.torch_snapshot import Views
from ravine.core.train import Batchwise
from ravine.schemas.resolve_training import resolve_run
from ravine.schemas.training import RunRequest
from ravine.workers.tasks.train import train
from ravine.workers.tasks.training import Training, prepare_training

STEPS = 4000
# A training step costs this many times more in PyTorch; it gets fewer of them.
TORCH_SHARE = 8
STATISTICS_GOAL = 0.2
NETWORKS: dict[str, dict[str, Any]] = {
    "2-16-16-2, batch 32": {
        "dataset": "moons",
        "model": {"name": "mlp", "params": {"hidden": [16, 16]}},
        "batch_size": 32,
    },
    "64-64-64-10, batch 64": {
        "dataset": "digits",
        "model": {"name": "mlp", "params": {"hidden": [64, 64]}},
        "batch_size": 64,
    },
}


class Deaf:
    """A context that drops what it is sent: the work of gathering it is done by then."""

    def emit(self, kind: str, first_step: int, steps: int, columns: Mapping[str, Any]) -> None:
        """Drop a frame."""

    def cancelled(self) -> bool:
        """Never."""
        return False


def lines(effort: Effort) -> list[Line]:
    """Both networks: against PyTorch, and with statistics against without."""
    return [line for name in NETWORKS for line in _network(name, effort)]


def _network(name: str, effort: Effort) -> list[Line]:
    payload = _payload(name, effort.steps(STEPS))
    steps = payload["plan"]["steps"]
    spent = median_alternating(
        {
            "whole": lambda: train(payload, Deaf()),
            "bare": lambda: bare.train(prepare_training(payload["settings"], payload["plan"])),
        },
        2 * effort.repeats + 1,
    )
    share = 1 - spent["bare"] / spent["whole"]
    whole_us, bare_us = spent["whole"] / steps * 1e6, spent["bare"] / steps * 1e6
    return [
        ratio_line(f"training step {name}", whole_us, _theirs(payload, effort), goal=8),
        Line(
            f"share of time that statistics cost, {name}",
            f"{whole_us:.1f} us, {bare_us:.1f} us without",
            "",
            f"{share:.0%}",
            f"under {STATISTICS_GOAL:.0%}",
            share < STATISTICS_GOAL,
        ),
    ]


def _payload(name: str, steps: int) -> dict[str, Any]:
    """A training of about so many steps."""
    one_epoch = _resolved({**NETWORKS[name], "epochs": 1})["plan"]
    epochs = max(1, round(steps / one_epoch["steps_per_epoch"]))
    return _resolved({**NETWORKS[name], "epochs": epochs})


def _resolved(request: dict[str, Any]) -> dict[str, Any]:
    settings, plan = resolve_run(RunRequest.model_validate(request))
    return {"settings": settings, "plan": plan}


def _theirs(payload: dict[str, Any], effort: Effort) -> float:
    """PyTorch's microseconds per step, snapshots as often per step as in Ravine."""
    training = prepare_training(payload["settings"], payload["plan"])
    count = max(training.steps // TORCH_SHARE, 2 * training.snapshot_every)
    job = _job(training, payload["plan"], count)
    how = with_better_setting(lambda how: torch_training.train(_short(job), **how))
    spent = best(lambda: torch_training.train(job, **how), max(1, effort.repeats // 2))
    return spent / count * 1e6


def _job(training: Training, plan: Mapping[str, Any], steps: int) -> torch_training.Job:
    layers = plan["layers"]
    widths = (layers[0]["inputs"], *(layer["units"] for layer in layers))
    assert all(b["inputs"] == a["units"] for a, b in pairwise(layers))
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
    return torch_training.Job(
        job.widths, job.x, job.y, job.batches[:50], job.snapshot_every, job.views
    )


def _tensors(data: Batchwise) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.tensor(np.asarray(data.x)), torch.tensor(np.asarray(data.y)).long()
