"""A training run: chunks of steps and snapshots, sent as they come."""

import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from ravine.core.snapshot import snapshot
from ravine.core.train import CHUNK, Info, State, train_chunk
from ravine.workers.tasks.context import Context
from ravine.workers.tasks.training import BOUNDARY_RESOLUTION, Training, prepare_training

# A chunk should take about this long: short enough to watch and to cancel, long enough to be cheap.
CHUNK_SECONDS = 0.05
FIRST_CHUNK = 16


def train(payload: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Run `{"settings", "plan"}` to its end, its divergence or its cancellation.

    Emits `steps` frames (step k, counted from 1, is the k-th update; its loss is taken before the
    update) and `snapshot` frames at step 0, at every `snapshot_every` steps and at the last.

    Returns:
        `status` (finished, diverged or cancelled), a `sentence`, the last `step`, and `metrics`.
    """
    training = prepare_training(payload["settings"], payload["plan"])
    run = _Run(training, context)
    run.look()
    while run.step < training.steps and not context.cancelled():
        run.advance()
        if run.broken_at is not None:
            break
    return run.result()


class _Run:
    """Where a run stands."""

    def __init__(self, training: Training, context: Context) -> None:
        self.training = training
        self.context = context
        self.state: State = training.state
        self.step = 0
        self.pace = FIRST_CHUNK
        self.broken_at: int | None = None
        self.metrics: dict[str, float | None] = {"loss": None}

    def advance(self) -> None:
        """Take a chunk of steps, up to the next snapshot, and send what came of it."""
        training = self.training
        due = training.snapshot_every - self.step % training.snapshot_every
        count = min(self.pace, CHUNK, due, training.steps - self.step)
        began = time.perf_counter()
        batches = training.stream.indices(self.step, count)
        self.state, info = train_chunk(
            training.gauge.setup, self.state, training.hyper, training.data, batches
        )
        elapsed = time.perf_counter() - began
        self.pace = max(1, min(CHUNK, int(count * CHUNK_SECONDS / max(elapsed, 1e-6)) + 1))
        self._send(info)
        at_snapshot = self.step % training.snapshot_every == 0 or self.step == training.steps
        if at_snapshot or self.broken_at is not None:
            self.look()

    def look(self) -> None:
        """Take a snapshot and send it."""
        training = self.training
        columns = snapshot(training.gauge, self.state.network, training.hyper, training.views)
        kind = training.shown
        grid = (BOUNDARY_RESOLUTION, BOUNDARY_RESOLUTION)
        shape: tuple[int, ...] = grid if kind == "boundary" else (-1,)
        for part in ("class", "confidence"):
            columns[f"{kind}.{part}"] = columns.pop(f"shown.{part}").reshape(shape)
        for name in ("validation_loss", "validation_accuracy"):
            self.metrics[name] = float(columns[name])
        self.context.emit("snapshot", self.step, 1, columns)

    def _send(self, info: Info) -> None:
        """Send the steps of a chunk."""
        count = len(info.loss)
        self.context.emit("steps", self.step + 1, count, info._asdict())
        self.step += count
        self.metrics["loss"] = float(info.loss[-1])
        if not np.isfinite([info.loss[-1], info.gradient_norm[-1]]).all():
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
            return "diverged", (
                f"Diverged: the loss or its gradient left the finite numbers at step "
                f"{self.broken_at}."
            )
        if self.step < self.training.steps:
            return "cancelled", f"Cancelled at step {self.step} of {self.training.steps}."
        accuracy = self.metrics.get("validation_accuracy") or 0.0
        return "finished", (
            f"Finished {self.step} step{'' if self.step == 1 else 's'}; "
            f"{accuracy:.1%} of the validation examples are right."
        )
