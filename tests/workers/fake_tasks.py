"""Tasks without JAX: they do what a bad day does to a worker."""

import os
import signal
import time
from typing import Any

import numpy as np

from ravine.core.problems import Problem, Problems
from ravine.workers.context import Context

Payload = dict[str, Any]


def echo(payload: Payload, context: Context) -> Payload:
    return payload


def numbers(payload: Payload, context: Context) -> Payload:
    return {"z": np.array([[1.0, np.nan], [np.inf, 2.0]]), "nonfinite": {}}


def refuse(payload: Payload, context: Context) -> None:
    raise Problems([Problem("/surface", "No such thing.", "Take another.")])


def fail(payload: Payload, context: Context) -> None:
    raise ValueError("the sky fell")


def die(payload: Payload, context: Context) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave(payload: Payload, context: Context) -> None:
    os._exit(3)


def hang(payload: Payload, context: Context) -> None:
    while True:
        time.sleep(0.05)


def work(payload: Payload, context: Context) -> Payload:
    """Go on until cancelled, giving signs of life."""
    steps(context, 1)
    while not context.cancelled():
        time.sleep(0.01)
    return {"status": "cancelled"}


def grow(payload: Payload, context: Context) -> None:
    hoard = []
    while not context.cancelled():
        hoard.append(np.ones(2**20))
        time.sleep(0.001)


def flood(payload: Payload, context: Context) -> Payload:
    """Send frames as fast as they are taken; says how many it could send per second."""
    for first in range(1, payload["frames"] + 1):
        steps(context, first)
    return {"status": "finished"}


def train(payload: Payload, context: Context) -> Payload:
    """Looks like a training: chunks of steps, a snapshot after every `snapshot_every` steps."""
    total, chunk = payload["plan"]["steps"], 10
    every = payload["plan"]["snapshot_every"]
    snapshot(context, 0)
    for first in range(1, total + 1, chunk):
        if context.cancelled():
            return ended("cancelled", first - 1)
        count = min(chunk, total - first + 1)
        steps(context, first, count)
        last = first + count - 1
        for step in range(first, last + 1):
            if step % every == 0:
                snapshot(context, step)
        time.sleep(payload.get("pause_s", 0.0))
    return ended("finished", total)


def ended(status: str, step: int) -> Payload:
    metrics = {"loss": 0.5, "validation_loss": 0.5, "validation_accuracy": 1.0}
    return {"status": status, "sentence": f"It {status}.", "step": step, "metrics": metrics}


def steps(context: Context, first: int, count: int = 1) -> None:
    step = np.arange(first, first + count)
    columns = {
        "loss": (1.0 / step).astype("f4"),
        "layer_gradient_norm": np.stack([step, -step], axis=1).astype("f4"),
    }
    context.emit("steps", first, count, columns)


def snapshot(context: Context, step: int) -> None:
    columns = {
        "validation_loss": np.array(1.0 / (step + 1), "f4"),
        "validation_accuracy": np.array(0.5, "f4"),
        "weight.counts": np.full((2, 40), step, "u4"),
    }
    context.emit("snapshot", step, 1, columns)


TASKS = {
    task.__name__: task
    for task in (echo, numbers, refuse, fail, die, leave, hang, work, grow, flood, train)
}
