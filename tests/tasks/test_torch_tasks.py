"""Training steps at tasks with numbers against PyTorch, from the same weights and batches."""

from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from tests.jobs.trainings.runs import prepared
from tests.references.store import Reference, load

from ravine.core.examples import Batchwise, batch_of
from ravine.core.passes import Layers, Moment
from ravine.core.setup import initial_state
from ravine.core.train import train_chunk
from ravine.jobs.trainings.preparation import Training
from ravine.tasks import TASKS

DEMANDED = 1e-5
CASES = range(3)


@lru_cache
def stored() -> Reference:
    return load("tasks")


def array(number: int, name: str) -> np.ndarray:
    found: np.ndarray = stored().arrays[f"{number}.{name}"]
    return found


def training(number: int) -> Training:
    """What is compiled for a case; the data and the weights are the case's own."""
    case, rate = stored().facts["cases"][number], stored().facts["rate"]
    model: dict[str, Any] = {"name": "mlp", "params": {"hidden": case["widths"][1:-1]}}
    if case["task"] == "reconstruction":
        model = {"name": "linear_autoencoder", "params": {"code": case["widths"][1]}}
    only = len(TASKS[case["task"]].losses) == 1
    return prepared(
        dataset="diabetes",
        task=case["task"],
        model=model,
        activation=case["activation"],
        loss=None if only else case["loss"],
        optimizer={"name": "gradient_descent", "params": {"learning_rate": rate}},
    )


def first_weights(number: int, run: Training) -> Layers:
    return {
        layer.path: {
            "kernel": jnp.asarray(array(number, f"first.kernel.{at}")),
            "bias": jnp.asarray(array(number, f"first.bias.{at}")),
        }
        for at, layer in enumerate(run.gauge.setup.layers)
    }


def data(number: int) -> Batchwise:
    return Batchwise(jnp.asarray(array(number, "x")), jnp.asarray(array(number, "y")))


def close(ours: Any, theirs: np.ndarray) -> None:
    """Equal to 1e-5 of the largest entry."""
    assert np.max(np.abs(np.asarray(ours) - theirs)) < DEMANDED * np.max(np.abs(theirs))


def equal_to(number: int, suffix: str, ours: Layers, run: Training, step: int | None) -> None:
    for at, layer in enumerate(run.gauge.setup.layers):
        for part in ("kernel", "bias"):
            theirs = array(number, f"{part}.{at}{suffix}")
            close(ours[layer.path][part], theirs if step is None else theirs[step])


def test_every_loss_of_values_is_compared_at_its_task() -> None:
    compared = {(case["task"], case["loss"]) for case in stored().facts["cases"]}
    others = {name: task for name, task in TASKS.items() if name != "classification"}
    assert compared == {(name, loss.name) for name, task in others.items() for loss in task.losses}


@pytest.mark.parametrize("number", CASES)
def test_losses_and_updated_weights_equal_pytorchs(number: int) -> None:
    run, facts = training(number), stored().facts
    state = initial_state(run.gauge.setup, first_weights(number, run), {}, run.hyper)
    rows = np.arange(facts["steps"] * facts["batch"], dtype=np.int32)
    batches = rows.reshape(facts["steps"], -1)
    for step, batch in enumerate(batches):
        state, seen = train_chunk(run.gauge.setup, state, run.hyper, data(number), batch[None])
        close(seen.each["loss"][0], array(number, "loss")[step])
        if step in (0, facts["steps"] - 1):
            equal_to(number, "", state.weights, run, step)


@pytest.mark.parametrize("number", CASES)
def test_gradients_equal_pytorchs(number: int) -> None:
    run, setup = training(number), training(number).gauge.setup
    batch = batch_of(data(number), jnp.arange(stored().facts["batch"]))
    moment = Moment(jnp.uint32(0), {}, {})

    def mean_loss(weights: Layers) -> jax.Array:
        passed = setup.forward(run.hyper)(weights, batch, moment, train=True, taps=())
        return jnp.mean(setup.learning.loss(passed.output, batch.y))

    equal_to(number, ".gradient", jax.grad(mean_loss)(first_weights(number, run)), run, None)
