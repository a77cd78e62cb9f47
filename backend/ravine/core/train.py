"""Training a network: many steps, with their statistics, as one compiled loop."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jaxtyping import Array, Float, Int

Hyper = Mapping[str, Any]
Activation = Callable[[Array], Array]

# The compiled loop takes up to this many steps at a call, in one compilation.
CHUNK = 1024


class Setup(NamedTuple):
    """What is compiled once and then run with any numbers; equal setups share a compilation.

    Args:
        activation: from the hyperparameters to the activation.
        loss: from outputs and labels to one loss per example.
        optimizer: from the hyperparameters to an optax transformation.
        rate: from the hyperparameters to the learning rate as a function of the step count.
        clipped: whether gradients are clipped to the hyperparameter `clip_norm`.
    """

    activation: Callable[[Hyper], Activation]
    loss: Callable[[Array, Array], Array]
    optimizer: Callable[[Hyper], optax.GradientTransformation]
    rate: Callable[[Hyper], Callable[[Array], Array]]
    clipped: bool


class State(NamedTuple):
    """What the next step needs.

    Args:
        network: the weights, a pytree with a `layers` sequence of kernels and biases.
        optimizer: optax's state.
        step: number of steps taken.
    """

    network: Any
    optimizer: Any
    step: Int[Array, ""]


class Info(NamedTuple):
    """What people look at, one row per step.

    Args:
        loss: mean loss of the batch, before the update.
        learning_rate: rate of the update.
        gradient_norm: L2 norm of the whole gradient, before clipping.
        layer_gradient_norm: the same for each layer's kernel and bias together.
        update_ratio: L2 norm of each kernel's update over that of the kernel before it.
    """

    loss: Float[Array, "steps"]
    learning_rate: Float[Array, "steps"]
    gradient_norm: Float[Array, "steps"]
    layer_gradient_norm: Float[Array, "steps layers"]
    update_ratio: Float[Array, "steps layers"]


class Batchwise(NamedTuple):
    """Training data on the device."""

    x: Float[Array, "examples features"]
    y: Int[Array, "examples"]


def initial_state(setup: Setup, network: Any, hyper: Hyper) -> State:
    """The state before the first step."""
    return State(network, _compiled_init(setup)(network, hyper), jnp.int32(0))


def train_chunk(
    setup: Setup,
    state: State,
    hyper: Hyper,
    data: Batchwise,
    batches: Int[np.ndarray, "steps batch"],
) -> tuple[State, Info]:
    """Take one step per row of `batches`, ending early after a step that is not finite.

    Taking n steps equals taking a and then b = n - a, bit for bit.

    Args:
        setup: what is compiled.
        state: where training stands.
        hyper: every number; moving one compiles nothing.
        data: the training examples.
        batches: the example indices of each step, up to `CHUNK` rows.

    Returns:
        The state after the last step taken, and a row of statistics per step taken, as NumPy
        arrays. Only the last row can hold a loss or gradient norm that is not finite.
    """
    steps, batch = batches.shape
    padded = np.zeros((CHUNK, batch), np.int32)
    padded[:steps] = batches
    state, info, taken = _compiled_chunk(setup)(state, hyper, data, padded, steps)
    rows, count = jax.device_get((info, taken))
    return state, jax.tree.map(lambda column: column[:count], rows)


@lru_cache(maxsize=64)
def _compiled_init(setup: Setup) -> Callable[[Any, Hyper], Any]:
    return jax.jit(lambda network, hyper: setup.optimizer(hyper).init(network))


@lru_cache(maxsize=64)
def _compiled_chunk(setup: Setup) -> Callable[..., tuple[State, Info, Array]]:
    def run(
        state: State, hyper: Hyper, data: Batchwise, batches: Array, steps: Array
    ) -> tuple[State, Info, Array]:
        step = _stepper(setup, hyper, data)
        _, shape = jax.eval_shape(step, state, batches[0])
        empty = jax.tree.map(lambda leaf: jnp.zeros((CHUNK, *leaf.shape), leaf.dtype), shape)

        def goes_on(carry: tuple[State, Info, Array, Array]) -> Array:
            *_, row, finite = carry
            return (row < steps) & finite

        def body(
            carry: tuple[State, Info, Array, Array],
        ) -> tuple[State, Info, Array, Array]:
            state, rows, row, _ = carry
            state, info = step(state, batches[row])
            rows = jax.tree.map(lambda all_, one: all_.at[row].set(one), rows, info)
            return state, rows, row + 1, jnp.isfinite(info.loss + info.gradient_norm)

        start = (state, empty, jnp.int32(0), jnp.bool_(True))
        return jax.lax.while_loop(goes_on, body, start)[:3]

    return jax.jit(run, donate_argnums=0)


def _stepper(setup: Setup, hyper: Hyper, data: Batchwise) -> Callable[..., tuple[State, Info]]:
    """One step: (state, example indices) -> (state, statistics)."""
    activation = setup.activation(hyper)
    optimizer = setup.optimizer(hyper)
    rate = setup.rate(hyper)

    def batch_loss(network: Any, x: Array, y: Array) -> Array:
        return jnp.mean(setup.loss(network(x, activation), y))

    def step(state: State, rows: Array) -> tuple[State, Info]:
        loss, gradients = jax.value_and_grad(batch_loss)(state.network, data.x[rows], data.y[rows])
        layer_norms = jnp.sqrt(
            jnp.stack([_squared(g.kernel) + _squared(g.bias) for g in gradients.layers])
        )
        norm = jnp.sqrt(jnp.sum(layer_norms**2))
        if setup.clipped:
            factor = jnp.minimum(1.0, hyper["clip_norm"] / norm)
            gradients = jax.tree.map(lambda gradient: gradient * factor, gradients)
        updates, optimizer_state = optimizer.update(gradients, state.optimizer, state.network)
        info = Info(
            loss, jnp.asarray(rate(state.step), loss.dtype), norm, layer_norms,
            _update_ratios(updates, state.network),
        )  # fmt: skip
        network = optax.apply_updates(state.network, updates)
        return State(network, optimizer_state, state.step + 1), info

    return step


def _squared(array: Array) -> Array:
    """The squared L2 norm. As a dot product it is faster on CPU than as a sum of squares."""
    return jnp.vdot(array.ravel(), array.ravel())


def _update_ratios(updates: Any, network: Any) -> Array:
    pairs = zip(updates.layers, network.layers, strict=True)
    return jnp.sqrt(jnp.stack([_squared(u.kernel) / _squared(w.kernel) for u, w in pairs]))
