"""A training run: chunks of steps and snapshots, sent as they come."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from ravine.core.setup import State
from ravine.core.snapshot import Columns, snapshot
from ravine.core.train import CHUNK, Info, Records, train_chunk
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
    update) and `snapshot` frames at step 0, at the steps of `next_snapshot` and at the last taken,
    with what is measured at a cadence at its own steps, alone or beside others.

    Returns:
        `status` (finished, diverged or cancelled), a `sentence`, the last `step`, and `metrics`.
    """
    context.say(PREPARING)
    training = prepare_training(plan)
    run = _Run(training, context)
    context.say(COMPILING_SNAPSHOT)
    run.begin()
    context.say(COMPILING_STEPS)
    while not run.over:
        run.advance()
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
        self.pace = FIRST_CHUNK
        self.broken_at: int | None = None
        self.over = False
        self.metrics: dict[str, float | None] = {"loss": None}
        self.reader = reader(training.facts)
        self.readings: tuple[Reading, ...] = ()

    def begin(self) -> None:
        """Look at the network as it is before the first step."""
        self._see_if_over()
        self._show(0, self._usual() | self._rare(self._due()))

    def advance(self) -> None:
        """Take a chunk of steps, up to the next snapshot, and send what came of it."""
        training, first = self.training, self.step
        usual, due = self._next_usual(), self._due()
        count = min(self.pace, CHUNK, min([usual, *due]) - first)
        began = time.perf_counter()
        batches = training.stream.indices(first, count)
        self.state, records = train_chunk(
            training.gauge.setup, self.state, training.hyper, training.data, batches
        )
        elapsed = time.perf_counter() - began
        if first == 0:
            self.context.say("")
        self.pace = max(1, min(CHUNK, int(count * CHUNK_SECONDS / max(elapsed, 1e-6)) + 1))
        self._send(records.each)
        self._see_if_over()
        between = self._now_and_then(first, records)
        here = between.pop(self.step, {}) | self._rare(due)
        for step, columns in between.items():
            self._show(step, columns)
        if self.over or self.step == usual:
            here = self._usual() | here
        if here:
            self._show(self.step, here)

    def _see_if_over(self) -> None:
        """Once a chunk, so that all that depends on it agrees."""
        done = self.step == self.training.steps or self.broken_at is not None
        self.over = done or self.context.cancelled()

    def _next_usual(self) -> int:
        training = self.training
        return min(next_snapshot(self.step, training.snapshot_every), training.steps)

    def _due(self) -> list[int]:
        """The next step of each group that has a cadence and looks at the network as it is."""
        return [
            self.step - self.step % every + every if gauge.looks else self.training.steps
            for every, gauge in zip(self.training.cadences, self.training.rare, strict=True)
        ]

    def _rare(self, due: Sequence[int]) -> Columns:
        """What looks at the network now and then, where it is due."""
        training = self.training
        seen: dict[str, np.ndarray] = {}
        for step, gauge in zip(due, training.rare, strict=True):
            if gauge.looks and (self.over or self.step in (0, step)):
                seen |= snapshot(gauge, self.state, training.hyper, training.views)
        return seen

    def _now_and_then(self, first: int, records: Records) -> dict[int, dict[str, np.ndarray]]:
        """By step, in order, what steps after `first` measured at a cadence."""
        found: dict[int, dict[str, np.ndarray]] = {}
        for every, columns in zip(self.training.cadences, records.at_times, strict=True):
            start = first - first % every + every
            for name, rows in columns.items():
                for step, row in zip(range(start, self.step + 1, every), rows, strict=True):
                    found.setdefault(step, {})[name] = row
        return dict(sorted(found.items()))

    def _usual(self) -> dict[str, np.ndarray]:
        """The usual snapshot, and what it means."""
        training = self.training
        columns = snapshot(training.gauge, self.state, training.hyper, training.views)
        for name in ("validation_loss", f"validation_{training.facts.headline.name}"):
            self.metrics[name] = float(columns[name])
        self.readings = self.reader.snapshot(self.step, columns)
        return columns

    def _show(self, step: int, columns: Columns) -> None:
        """Send what a step looks like; the usual snapshots have readings."""
        said = self.readings if "validation_loss" in columns else None
        names = [name for name in self.training.snapshot_columns if name in columns]
        self.context.emit("snapshot", step, 1, {name: columns[name] for name in names}, said)

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
