"""Tasks without JAX: they do what a bad day does to a worker."""

import os
import signal
import time
from collections.abc import Callable
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
    """Looks like a training; the run's label says how it behaves.

    `slow` pauses after every chunk, `wide` has many layers, `nan` has a loss that is not finite
    at step 3; `die`, `hang`, `fail` and `grow` do so after the first chunk.
    """
    label, plan = payload["settings"]["label"], payload["plan"]
    total, chunk, layers = plan["steps"], 50, 64 if "wide" in label else 2
    snapshot(context, 0)
    for first in range(1, total + 1, chunk):
        if context.cancelled():
            return ended("cancelled", first - 1)
        count = min(chunk, total - first + 1)
        steps(context, first, count, layers, "nan" in label)
        for step in range(first, first + count):
            if step % plan["snapshot_every"] == 0:
                snapshot(context, step)
        time.sleep(0.02 if "slow" in label else 0.0)
        for word in ("die", "hang", "fail", "grow"):
            if word in label:
                TASKS[word](payload, context)
    return ended("finished", total)


def ended(status: str, step: int) -> Payload:
    metrics = {"loss": 0.5, "validation_loss": 0.5, "validation_accuracy": 1.0}
    return {"status": status, "sentence": f"It {status}.", "step": step, "metrics": metrics}


def steps(context: Context, first: int, count: int = 1, layers: int = 2, bad: bool = False) -> None:
    step = np.arange(first, first + count)
    loss = (1.0 / step).astype("f4")
    if bad:
        loss[step == 3] = np.nan
    norms = (step[:, None] * (-1.0) ** np.arange(layers)).astype("f4")
    context.emit("steps", first, count, {"loss": loss, "layer_gradient_norm": norms})


def snapshot(context: Context, step: int) -> None:
    columns = {
        "validation_loss": np.array(1.0 / (step + 1), "f4"),
        "validation_accuracy": np.array(0.5, "f4"),
        "weight.counts": np.full((2, 40), step, "u4"),
    }
    context.emit("snapshot", step, 1, columns)


def compare(payload: Payload, context: Context) -> Payload:
    """The surface's name decides how it goes."""
    name = payload["surface"].get("name", "")
    if name == "beale":
        die(payload, context)
    if name == "plateau":
        work(payload, context)
    if name == "himmelblau":
        raise ValueError("the sky fell")
    return {"surface": payload["surface"], "runs": [{"label": "A", "nonfinite": {}}]}


def surface(payload: Payload, context: Context) -> Payload:
    """Says which process answered, so that an answer from a cache can be told."""
    return {"z": np.array([[1.0, np.inf]]), "nonfinite": {}, "at": time.monotonic_ns()}


TASKS: dict[str, Callable[[Payload, Context], Any]] = {
    task.__name__: task
    for task in (
        *(echo, numbers, refuse, fail, die, leave, hang, work, grow, flood),
        *(train, compare, surface),
    )
}
