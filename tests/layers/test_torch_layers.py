"""Every layer in training against PyTorch: losses, gradients, updated weights and memory."""

from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from tests.references.store import Reference, load

from ravine.activations import ACTIVATIONS
from ravine.core.passes import Batch, Layers, Moment
from ravine.layers import LAYERS
from ravine.models import Block, Network, build, first_memory
from ravine.models.base import part

DEMANDED = 1e-5


def hidden(path: str, units: int, *more: Any) -> Block:
    return Block(path, path, (part("dense", units=units), *more))


def convolved(path: str, channels: int, *more: Any) -> Block:
    after = (*more, part("activation"), part("pooling"))
    return Block(path, path, (part("convolution", channels=channels, size=3), *after))


NORMALIZED = (part("batch_norm"), part("activation"))
THINNED = (part("activation"), part("dropout", {"rate": "dropout"}))
OUTPUT = hidden("output", 3)
BLOCKS: dict[str, tuple[Block, ...]] = {
    "batch_norm": (hidden("hidden1", 8, *NORMALIZED), hidden("hidden2", 5, *NORMALIZED), OUTPUT),
    "dropout": (hidden("hidden1", 8, *THINNED), hidden("hidden2", 5, *THINNED), OUTPUT),
    "cnn": (convolved("conv1", 3, part("batch_norm")), convolved("conv2", 4), OUTPUT),
    "rnn": (Block("recurrent", "recurrent", (part("recurrent", units=5),)), OUTPUT),
}


@lru_cache
def stored() -> Reference:
    return load("layers")


def network(case: str) -> Network:
    return Network(tuple(stored().facts["cases"][case]["inputs"]), BLOCKS[case])


def arrays(case: str, *, at: str) -> Layers:
    """The case's arrays whose names begin so, by layer path and name."""
    begin, found = f"{case}.{at}", dict[str, dict[str, jax.Array]]()
    for key, array in stored().arrays.items():
        path, dot, name = key.removeprefix(begin).partition(".")
        if key.startswith(begin) and dot and "." not in name:
            found.setdefault(path, {})[name] = jnp.asarray(array, jnp.float32)
    return found


def batch(case: str, step: int) -> Batch:
    size = stored().facts["batch"]
    rows = np.arange(step * size, (step + 1) * size)
    x, y = stored().arrays[f"{case}.x"][rows], stored().arrays[f"{case}.y"][rows]
    return Batch(jnp.asarray(x.reshape(size, -1)), jnp.asarray(y), jnp.asarray(rows))


def held(case: str, step: int) -> dict[str, jax.Array]:
    masks = {key: array for key, array in stored().arrays.items() if key.startswith(f"{case}.mask")}
    return {f"{key.split('.')[2]}/mask": jnp.asarray(array[step]) for key, array in masks.items()}


def losses_of(case: str, x: Batch, step: int, memory: Layers) -> Any:
    activation = ACTIVATIONS[stored().facts["cases"][case]["activation"]].build()
    forward = build(network(case), {"dropout": stored().facts["dropout"]}, activation)
    moment = Moment(jnp.uint32(0), memory, held(case, step))

    def loss(weights: Layers) -> Any:
        passed = forward(weights, x, moment, train=True, taps=())
        each = optax.softmax_cross_entropy_with_integer_labels(passed.output, x.y)
        return jnp.mean(each), passed.memory

    return loss


def close(ours: Layers, case: str, form: str, at: Any = ...) -> None:
    """Equal to 1e-5 of the layer's largest entry: a bias before a normalization has gradient 0."""
    for path, own in ours.items():
        theirs = {
            name: stored().arrays[f"{case}.{form.format(f'{path}.{name}')}"][at] for name in own
        }
        largest = max(np.max(np.abs(array)) for array in theirs.values())
        for name, array in own.items():
            assert array.shape == theirs[name].shape
            assert np.max(np.abs(array - theirs[name])) < DEMANDED * largest, (path, name)


def test_every_layer_is_in_some_case() -> None:
    used = {one.layer for blocks in BLOCKS.values() for block in blocks for one in block.parts}
    assert used == set(LAYERS)
    assert set(BLOCKS) == set(stored().facts["cases"])


@pytest.mark.parametrize("case", BLOCKS)
def test_shapes_are_as_planned(case: str) -> None:
    planned = {one.path: dict(one.weights) for one in network(case).layers}
    first = arrays(case, at="first.")
    assert planned == {
        path: {name: array.shape for name, array in own.items()} for path, own in first.items()
    }


@pytest.mark.parametrize("case", BLOCKS)
def test_losses_gradients_weights_and_memory_equal_pytorchs(case: str) -> None:
    facts = stored().facts
    weights, memory = arrays(case, at="first."), first_memory(network(case))
    optimizer = optax.sgd(facts["learning_rate"], facts["momentum"])
    state = optimizer.init(weights)
    for step in range(facts["steps"]):
        loss = losses_of(case, batch(case, step), step, memory)
        (value, memory), gradient = jax.jit(jax.value_and_grad(loss, has_aux=True))(weights)
        assert value == pytest.approx(stored().arrays[f"{case}.loss"][step], rel=DEMANDED)
        if step == 0:
            close(gradient, case, "{}.gradient")
        updates, state = optimizer.update(gradient, state, weights)
        weights = optax.apply_updates(weights, updates)
        if step + 1 in facts["kept"]:
            at = facts["kept"].index(step + 1)
            close(weights, case, "{}", at)
            close(memory, case, "memory.{}", at)
