"""Training steps of a perceptron against PyTorch, from the same weights and batches."""

from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from tests.jobs.trainings.runs import Layers, advance, layers_of, prepared, state_with
from tests.references.store import Reference, load
from tests.references.translate import to_ravine

from ravine.activations import ACTIVATIONS
from ravine.core.examples import Batchwise, batch_of
from ravine.core.passes import Moment
from ravine.optimizers import OPTIMIZERS
from ravine.tasks import TASKS

DEMANDED = 1e-5
CASES = range(12)
CLASSES = [loss.name for loss in TASKS["classification"].losses]


@lru_cache
def stored() -> Reference:
    return load("perceptron")


def first_layers() -> Layers:
    arrays = stored().arrays
    count = len(stored().facts["widths"]) - 1
    return [(arrays[f"kernel.{layer}"], arrays[f"bias.{layer}"]) for layer in range(count)]


def data() -> Batchwise:
    return Batchwise(jnp.asarray(stored().arrays["x"]), jnp.asarray(stored().arrays["y"]))


def batches() -> np.ndarray:
    facts = stored().facts
    return np.arange(facts["steps"] * facts["batch"], dtype=np.int32).reshape(facts["steps"], -1)


def training(number: int, **changes: Any) -> Any:
    case = stored().facts["cases"][number]
    optimizer = {
        "name": case["optimizer"],
        "params": to_ravine(case["optimizer"], case["arguments"]),
    }
    request = {"loss": case["loss"], "activation": case["activation"], "optimizer": optimizer}
    return prepared(dataset="moons", **{**request, **changes})


def first_gradient_norms(number: int) -> list[float]:
    """PyTorch's, of each layer's kernel and bias together."""
    arrays = stored().arrays
    return [
        float(
            np.hypot(
                np.linalg.norm(arrays[f"{number}.kernel.{layer}.gradient"]),
                np.linalg.norm(arrays[f"{number}.bias.{layer}.gradient"]),
            )
        )
        for layer in range(len(first_layers()))
    ]


def close(ours: np.ndarray, theirs: np.ndarray) -> None:
    """Equal to 1e-5 of the largest entry."""
    assert np.max(np.abs(ours - theirs)) < DEMANDED * np.max(np.abs(theirs))


def test_cases_cover_every_loss_activation_and_optimizer() -> None:
    cases = stored().facts["cases"]
    assert len(cases) == len(CASES)
    assert {case["optimizer"] for case in cases} == set(OPTIMIZERS)
    pairs = {(case["loss"], case["activation"]) for case in cases}
    assert pairs == {(loss, activation) for loss in CLASSES for activation in ACTIVATIONS}


@pytest.mark.parametrize("number", CASES)
def test_losses_and_updated_weights_equal_pytorchs(number: int) -> None:
    run, arrays = training(number), stored().arrays
    state = state_with(run, first_layers())
    for step, batch in enumerate(batches()):
        state, info = advance(run, state, data(), batch[None])
        close(np.asarray(info["loss"][0]), arrays[f"{number}.loss"][step])
        if step == 0:
            np.testing.assert_allclose(
                info["layer_gradient_norm"][0], first_gradient_norms(number), rtol=DEMANDED
            )
        for layer, (kernel, bias) in enumerate(layers_of(state.weights)):
            close(kernel, arrays[f"{number}.kernel.{layer}"][step])
            close(bias, arrays[f"{number}.bias.{layer}"][step])


@pytest.mark.parametrize("number", CASES)
def test_gradients_equal_pytorchs(number: int) -> None:
    run, arrays, batch = training(number), stored().arrays, batches()[0]
    setup, examples = run.gauge.setup, batch_of(data(), jnp.asarray(batch))
    moment = Moment(jnp.uint32(0), {}, {})

    def mean_loss(weights: Any, hyper: Any) -> Any:
        passed = setup.forward(hyper)(weights, examples, moment, train=True, taps=())
        return jnp.mean(setup.learning.loss(passed.output, examples.y))

    gradients = jax.jit(jax.grad(mean_loss))(state_with(run, first_layers()).weights, run.hyper)
    for layer, (kernel, bias) in enumerate(layers_of(gradients)):
        close(kernel, arrays[f"{number}.kernel.{layer}.gradient"])
        close(bias, arrays[f"{number}.bias.{layer}.gradient"])
