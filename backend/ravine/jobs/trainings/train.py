"""A training run: chunks of steps and snapshots, sent as they come."""

import time
from typing import Any

import numpy as np

from ravine.core.setup import State
from ravine.core.snapshot import snapshot
from ravine.core.train import CHUNK, Info, train_chunk
from ravine.jobs.context import Context
from ravine.jobs.trainings.plans import TrainPlan
from ravine.jobs.trainings.preparation import Training, prepare_training
from ravine.readings.trainings import Reading, ending, reader, summary

# A chunk should take about this long: short enough to watch and to cancel, long enough to be cheap.
CHUNK_SECONDS = 0.05

# What a person waits for at the first training of its kind.
PREPARING = "Preparing the data and the first weights."
COMPILING_SNAPSHOT = "Compiling what is measured at each snapshot."
COMPILING_STEPS = "Compiling the training step."
FIRST_CHUNK = 16


def train(plan: TrainPlan, context: Context) -> dict[str, Any]:
    """Run a plan to its end, its divergence or its cancellation.

    Emits `steps` frames (step k, counted from 1, is the k-th update; its loss is taken before the
    update) and `snapshot` frames at step 0, at the steps of `next_snapshot` and at the last taken.

    Returns:
        `status` (finished, diverged or cancelled), a `sentence`, the last `step`, and `metrics`.
    """
    context.say(PREPARING)
    training = prepare_training(plan)
    run = _Run(training, context)
    context.say(COMPILING_SNAPSHOT)
    run.look()
    context.say(COMPILING_STEPS)
    while run.step < training.steps and not context.cancelled():
        run.advance()
        if run.broken_at is not None:
            break
    if run.looked_at < run.step:
        run.look()
    return run.result()


def next_snapshot(step: int, every: int) -> int:
    """The first step after `step` at which a snapshot is due: 1, 2, 4, ... up to `every`, and from
    then on its multiples. Much happens in the first steps, and long runs have few snapshots.
    """
    if step < every:
        return min(1 << step.bit_length(), every)
    return step - step % every + every


class _Run:
    """Where a run stands."""

    def __init__(self, training: Training, context: Context) -> None:
        self.training = training
        self.context = context
        self.state: State = training.state
        self.step = 0
        self.looked_at = 0
        self.pace = FIRST_CHUNK
        self.broken_at: int | None = None
        self.metrics: dict[str, float | None] = {"loss": None}
        self.reader = reader(training.facts)
        self.readings: tuple[Reading, ...] = ()

    def advance(self) -> None:
        """Take a chunk of steps, up to the next snapshot, and send what came of it."""
        training = self.training
        due = min(next_snapshot(self.step, training.snapshot_every), training.steps)
        count = min(self.pace, CHUNK, due - self.step)
        began = time.perf_counter()
        batches = training.stream.indices(self.step, count)
        self.state, records = train_chunk(
            training.gauge.setup, self.state, training.hyper, training.data, batches
        )
        elapsed = time.perf_counter() - began
        if self.step == 0:
            self.context.say("")
        self.pace = max(1, min(CHUNK, int(count * CHUNK_SECONDS / max(elapsed, 1e-6)) + 1))
        self._send(records.each)
        if self.step == due:
            self.look()

    def look(self) -> None:
        """Take a snapshot and send it, with what it means."""
        training = self.training
        seen = snapshot(training.gauge, self.state, training.hyper, training.views)
        columns = {name: seen[name] for name in training.snapshot_columns}
        for name in ("validation_loss", f"validation_{training.facts.headline.name}"):
            self.metrics[name] = float(columns[name])
        self.readings = self.reader.snapshot(self.step, columns)
        self.looked_at = self.step
        self.context.emit("snapshot", self.step, 1, columns, self.readings)

    def _send(self, info: Info) -> None:
        """Send the steps of a chunk."""
        count = len(info["loss"])
        columns = {name: info[name] for name in self.training.step_columns}
        self.context.emit("steps", self.step + 1, count, columns)
        self.reader.steps(self.step + 1, columns)
        self.step += count
        self.metrics["loss"] = float(info["loss"][-1])
        if not np.isfinite([info["loss"][-1], info["gradient_norm"][-1]]).all():
            self.broken_at = self.step

    def result(self) -> dict[str, Any]:
        """How the run ended."""
        status, sentence = self._ending()
        return {
            "status": status,
            "sentence": sentence,
            "step": self.step,
            "metrics": self.metrics,
        }

    def _ending(self) -> tuple[str, str]:
        if self.broken_at is not None:
            return "diverged", summary(self.readings)
        if self.step < self.training.steps:
            return "cancelled", f"Cancelled at step {self.step} of {self.training.steps}."
        return "finished", (
            f"Finished {self.step} step{'' if self.step == 1 else 's'}. "
            f"{ending(self.readings, self.reader.told())}"
        )
