"""What each instrument costs: `python -m benchmarks.prices` writes `instruments/prices.json`.

In processor time: what else the machine does then hardly counts.
"""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

import ravine.instruments
from ravine.core.snapshot import snapshot
from ravine.core.train import CHUNK, train_chunk
from ravine.datasets import DATASETS
from ravine.instruments import INSTRUMENTS, Instrument
from ravine.jobs.trainings.preparation import Training, prepare_training
from ravine.jobs.trainings.resolve import resolve_run
from ravine.tasks import TASKS
from ravine.wire.fitting import fits
from ravine.wire.training import RunRequest
from ravine.workers.jax_setup import keep_to_one_thread, set_up

KEPT = Path(ravine.instruments.__file__).with_name("prices.json")
REPEATS = 30
# Snapshots of one repeat: each is short.
LOOKS = 20


def least(job: Callable[[], object]) -> float:
    """Least processor time of several, in seconds; a first run warms up and is not counted."""
    job()
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        job()
        times.append(time.process_time() - began)
    return min(times)


def usual(entry: Instrument) -> dict[str, str]:
    """Digits, or what an instrument goes with instead."""
    said = fits(entry)
    task = {"task": said["task"][0]} if "task" in said else {}
    taken = [fits(TASKS[name])["dataset"] for name in task.values()]
    datasets = [
        name
        for name in ("digits", *DATASETS)
        if all(name in names for names in (said.get("dataset", [name]), *taken))
    ]
    return {"dataset": datasets[0], **task}


def prepared(instruments: Sequence[str], data: dict[str, str]) -> Training:
    """The usual training with these instruments."""
    request = {**data, "batch_size": 64, "instruments": list(instruments)}
    return prepare_training(resolve_run(RunRequest.model_validate(request)))


def step_seconds(instruments: Sequence[str], data: dict[str, str]) -> float:
    """Seconds of a step."""
    run = prepared(instruments, data)
    batches = run.stream.indices(0, CHUNK)
    return least(_chunk(run, batches)) / CHUNK


def _chunk(run: Training, batches: np.ndarray) -> Callable[[], object]:
    return lambda: train_chunk(run.gauge.setup, run.state, run.hyper, run.data, batches)


def snapshot_seconds(instruments: Sequence[str], data: dict[str, str]) -> float:
    """Seconds of a snapshot."""
    run = prepared(instruments, data)

    def looks() -> None:
        for _ in range(LOOKS):
            snapshot(run.gauge, run.state, run.hyper, run.views)

    return least(looks) / LOOKS


def price_of(entry: Instrument) -> float:
    """In plain steps of the same training; two digits are as much as timing can tell."""
    data = usual(entry)
    seconds = step_seconds if entry.finest == "step" else snapshot_seconds
    more = seconds([entry.name], data) - seconds([], data)
    return float(f"{max(more, 0) / step_seconds([], data):.2g}")


def main() -> None:
    """Measure what can be left out; what every run measures is part of a plain step."""
    set_up()
    keep_to_one_thread()
    chosen = [entry for entry in INSTRUMENTS.values() if entry.chosen != "always"]
    prices = {entry.name: price_of(entry) for entry in chosen}
    KEPT.write_text(json.dumps(prices, indent=2) + "\n", encoding="utf-8")
    for name, price in prices.items():
        print(f"{name:20} {price:g}")


if __name__ == "__main__":
    main()
