"""Tasks without JAX: they do what a bad day does to a worker."""

import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
from tests.workers.gates import pass_gate, wait

from ravine.jobs.context import Context
from ravine.vocabulary.problems import Problem, Problems

if TYPE_CHECKING:  # These import JAX, and a worker here is to stay small.
    from ravine.jobs.landscapes.plans import ComparePlan, DrawPlan
    from ravine.jobs.trainings.plans import TrainPlan

Payload = dict[str, Any]

CHUNK = 50
"""How many steps a fake training sends at once."""


def echo(payload: Payload, context: Context) -> Payload:
    return payload


def where(payload: Payload, context: Context) -> int:
    """Says which process answered."""
    return os.getpid()


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
    threading.Event().wait()


def work(payload: Payload, context: Context) -> Payload:
    """Go on until cancelled, giving signs of life."""
    steps(context, 1)
    wait(context)
    return {"status": "cancelled"}


def grow(payload: Payload, context: Context) -> None:
    """Take half a gibibyte, and go on with it until cancelled."""
    hoard = np.ones(2**26)
    wait(context)
    del hoard


def talk(payload: Payload, context: Context) -> Payload:
    """Say what comes, between frames."""
    context.say("Getting ready.")
    steps(context, 1)
    context.say("")
    steps(context, 2)
    return {"status": "finished"}


def flood(payload: Payload, context: Context) -> Payload:
    """Send frames as fast as they are taken; says how many it could send per second."""
    for first in range(1, payload["frames"] + 1):
        steps(context, first)
    return {"status": "finished"}


def train(planned: "TrainPlan", context: Context) -> Payload:
    """Looks like a training; the run's label says how it behaves.

    `wide` has many layers, `nan` has a loss that is not finite at step 3. With `@name`, it waits
    at the gate of that name before each chunk. `die`, `hang`, `fail` and `grow` do so after the
    first one. `unready` says what it does and waits at its gates once more before it begins.
    """
    label, plan = planned.settings.label, planned.plan
    total, layers = plan.steps, 64 if "wide" in label else 2
    if "unready" in label:
        context.say("Getting ready.")
        if not pass_all(label, context):
            return ended("cancelled", 0)
        context.say("")
    snapshot(context, 0)
    for first in range(1, total + 1, CHUNK):
        if context.cancelled() or not pass_all(label, context):
            return ended("cancelled", first - 1)
        count = min(CHUNK, total - first + 1)
        steps(context, first, count, layers, "nan" in label)
        for step in range(first, first + count):
            if step % plan.snapshot_every == 0:
                snapshot(context, step)
        for word in ("die", "hang", "fail", "grow"):
            if word in label:
                TASKS[word]({}, context)
    return ended("finished", total)


def pass_all(label: str, context: Context) -> bool:
    """Pass the gates that a label names; false when cancelled before one."""
    return all(pass_gate(word[1:], context) for word in label.split() if word.startswith("@"))


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


def compare(plan: "ComparePlan", context: Context) -> Payload:
    """The surface's name decides how it goes."""
    name = plan.surface.name
    if name == "beale":
        die({}, context)
    if name == "plateau":
        pass_gate("plateau", context)
    if name == "rastrigin":
        hang({}, context)
    if name == "himmelblau":
        raise ValueError("the sky fell")
    return {"surface": plan.surface.model_dump(), "runs": [{"label": "A", "nonfinite": {}}]}


def surface(plan: "DrawPlan", context: Context) -> Payload:
    """Never the same twice, so that an answer from a cache can be told."""
    return {"z": np.array([[1.0, np.inf]]), "nonfinite": {}, "at": uuid4().hex}


def compile(plan: "TrainPlan", context: Context) -> Payload:  # noqa: A001 (named as the task is)
    """There is nothing to compile here."""
    return {}


TASKS: dict[str, Callable[[Any, Context], Any]] = {
    task.__name__: task
    for task in (
        *(echo, where, numbers, refuse, fail, die, leave, hang, work, grow, talk, flood),
        *(train, compare, surface, compile),
    )
}
