"""Weights by layer path, and what a pass leaves."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from tests.jobs.trainings.runs import SMALL, planned, prepared

from ravine.core.examples import batch_of
from ravine.core.passes import Batch, Layers, Moment
from ravine.core.train import train_chunk
from ravine.jobs.trainings.preparation import Training
from ravine.layers import LAYERS
from ravine.models import MODELS
from ravine.vocabulary.problems import Problems

# What each model can learn.
FITTING: dict[str, dict[str, Any]] = {
    "mlp": {},
    "cnn": {},
    "rnn": {"dataset": "latch"},
    "linear_autoencoder": {"task": "reconstruction"},
}
PLAIN: dict[str, Any] = {"hidden": [8, 5]}


def with_model(**params: Any) -> Training:
    return prepared(**{**SMALL, "model": {"name": "mlp", "params": {**PLAIN, **params}}})


def run(training: Training, taps: tuple[str, ...] = (), *, train: bool = True) -> Any:
    """A pass over the first ten training examples."""
    state, setup = training.state, training.gauge.setup
    moment = Moment(jnp.uint32(7), state.memory, {})
    batch = batch_of(training.data, jnp.arange(10))
    forward = setup.forward(training.hyper)
    return forward(state.weights, batch, moment, train=train, taps=taps)


def equal(one: Layers, other: Layers, path: str, name: str) -> bool:
    return np.array_equal(one[path][name], other[path][name])


@pytest.mark.parametrize(
    "changes",
    [{"normalization": "batch"}, {"dropout": 0.5}, {"hidden": [8, 5, 4]}, {"hidden": [8]}],
    ids=["normalization", "dropout", "deeper", "shallower"],
)
def test_what_is_added_changes_nobodys_first_weights(changes: dict[str, Any]) -> None:
    plain, changed = with_model().state.weights, with_model(**changes).state.weights
    shared = [path for path in plain if path in changed]
    same = [path for path in shared if plain[path]["kernel"].shape == changed[path]["kernel"].shape]
    assert "hidden1" in same
    for path in same:
        assert equal(plain, changed, path, "kernel")


def test_layers_and_arrays_draw_apart() -> None:
    weights = prepared(
        **{**SMALL, "model": {"name": "mlp", "params": {"hidden": [8, 8, 8]}}}
    ).state.weights
    assert not equal(weights, {"hidden2": weights["hidden3"]}, "hidden2", "kernel")


def test_a_plan_names_every_array_that_there_is() -> None:
    assert set(FITTING) == set(MODELS)
    for name, others in FITTING.items():
        training = prepared(model=name, **others)
        layers = training.gauge.setup.layers
        assert {one.path for one in layers} == set(training.state.weights)
        for one in layers:
            own = training.state.weights[one.path]
            assert {name: array.shape for name, array in own.items()} == dict(one.weights)
            assert one.kind in LAYERS
            assert one.parameters == sum(array.size for array in own.values())


def test_only_what_is_asked_for_is_left() -> None:
    training = with_model()
    assert run(training).taps == {}
    found = run(training, ("hidden1/post", "hidden1/pre", "output/post")).taps
    assert set(found) == {"hidden1/post", "hidden1/pre", "output/post"}
    np.testing.assert_array_equal(
        found["hidden1/post"], np.maximum(np.asarray(found["hidden1/pre"]), 0)
    )


def test_taps_that_nobody_wants_cost_nothing() -> None:
    """The compiled program is that of the same sums written down without any tap."""
    training = with_model()
    x = training.data.x[:10]

    def by_hand(weights: Layers) -> jax.Array:
        signal = x
        for path in ("hidden1", "hidden2", "output"):
            signal = signal @ weights[path]["kernel"].T + weights[path]["bias"][None, :]
            signal = jax.nn.relu(signal) if path != "output" else signal
        return signal

    def as_network(weights: Layers) -> jax.Array:
        batch = Batch(x, training.data.y[:10], jnp.arange(10))
        moment = Moment(jnp.uint32(0), {}, {})
        forward = training.gauge.setup.forward(training.hyper)
        return forward(weights, batch, moment, train=True, taps=()).output

    def cost(function: Any) -> tuple[float, float]:
        found = jax.jit(function).lower(training.state.weights).compile().cost_analysis()
        assert found is not None
        return found["flops"], found["bytes accessed"]

    assert cost(by_hand) == cost(as_network)
    assert cost(by_hand)[0] > 0


def test_a_held_tap_replaces_what_was_computed() -> None:
    training = with_model()
    forward = training.gauge.setup.forward(training.hyper)
    batch = batch_of(training.data, jnp.arange(10))
    held = {"hidden2/post": jnp.zeros((10, 5))}
    moment = Moment(jnp.uint32(0), {}, held)
    passed = forward(training.state.weights, batch, moment, train=True, taps=("hidden2/post",))
    np.testing.assert_array_equal(passed.taps["hidden2/post"], 0)
    np.testing.assert_array_equal(passed.output, 0)  # biases start at 0


def test_dropout_is_for_training_alone_and_its_rate_compiles_nothing() -> None:
    half, less = with_model(dropout=0.5), with_model(dropout=0.25)
    assert half.gauge is less.gauge
    plain = run(with_model()).output
    np.testing.assert_array_equal(run(half, train=False).output, plain)
    assert not np.array_equal(run(half).output, plain)
    mask = run(less, ("hidden1/mask",)).taps["hidden1/mask"]
    assert set(np.unique(np.asarray(mask))) == {0.0, 1.0}


def test_compared_networks_drop_the_same() -> None:
    wide, normalized = with_model(dropout=0.5), with_model(dropout=0.5, normalization="batch")
    one, other = (run(each, ("hidden1/mask",)).taps["hidden1/mask"] for each in (wide, normalized))
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("changes", [{"normalization": "batch"}, {"dropout": 0.5}])
def test_steps_in_chunks_are_the_same_steps(changes: dict[str, Any]) -> None:
    training = with_model(**changes)
    setup, batches = training.gauge.setup, training.stream.indices(0, 9)

    def after(*pieces: np.ndarray) -> Any:
        state = training.state
        for piece in pieces:
            state, _ = train_chunk(setup, state, training.hyper, training.data, piece)
        return state

    whole, parts = after(batches), after(batches[:4], batches[4:])
    for one, other in zip(jax.tree.leaves(whole), jax.tree.leaves(parts), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_batch_of_one_cannot_be_normalized() -> None:
    model = {"name": "mlp", "params": {"normalization": "batch"}}
    with pytest.raises(Problems, match="/batch_size: Batch normalization needs") as refusal:
        planned(model=model, batch_size=1)
    assert "2" in refusal.value.problems[0].remedy
