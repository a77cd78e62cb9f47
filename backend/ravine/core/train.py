"""Training a network: many steps, with what instruments measure, as one compiled loop."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jaxtyping import Array, Bool, Int

from ravine.core.examples import Batchwise, batch_of
from ravine.core.learning import Learning
from ravine.core.masks import mask_key
from ravine.core.norms import norms, ordinary
from ravine.core.passes import Batch, Forward, LayerPlan, Layers, Moment, Pass
from ravine.core.sight import Measured, StepSight

Hyper: TypeAlias = Mapping[str, Any]
Measure: TypeAlias = Callable[..., Measured]
"""From what a moment offers to columns by name."""
Info: TypeAlias = Mapping[str, np.ndarray]
"""Columns by name, a row per step."""

# The compiled loop takes up to this many steps at a call, in one compilation.
CHUNK = 1024

# A gradient norm above this, and so above every bound, is shortened in two factors.
HUGE = 2.0**64


class Setup(NamedTuple):
    """What is compiled once and then run with any numbers; equal setups share a compilation.

    Args:
        forward: from the hyperparameters to the network's forward pass.
        layers: the layers that have weights, in order.
        learning: what is learned.
        optimizer: from the hyperparameters to an optax transformation.
        rate: from the hyperparameters to the learning rate as a function of the step count.
        frozen: paths of layers that are not trained: no gradient, no update, no optimizer state.
        clipped: whether gradients are clipped to the hyperparameter `clip_norm`.
        measures: what is measured at each step, from what the step offers to columns by name.
    """

    forward: Callable[[Hyper], Forward]
    layers: tuple[LayerPlan, ...]
    learning: Learning
    optimizer: Callable[[Hyper], optax.GradientTransformation]
    rate: Callable[[Hyper], Callable[[Array], Array]]
    frozen: frozenset[str]
    clipped: bool
    measures: tuple[Measure, ...]


class State(NamedTuple):
    """What the next step needs.

    Args:
        weights: of every layer.
        memory: what the network remembers of earlier batches.
        optimizer: optax's state.
        step: number of steps taken.
        wide: whether the last steps had norms that float32 cannot find; it changes no number, only
            how the next ones are found.
    """

    weights: Layers
    memory: Layers
    optimizer: Any
    step: Int[Array, ""]
    wide: Bool[Array, ""]


def initial_state(setup: Setup, weights: Layers, memory: Layers, hyper: Hyper) -> State:
    """The state before the first step."""
    kernels = [(weights[layer.path][layer.kernel],) for layer in setup.layers]
    wide = ~ordinary(norms(kernels, wide=False)).all()
    moving, _ = _parted(setup, weights)
    return State(weights, memory, _compiled_init(setup)(moving, hyper), jnp.int32(0), wide)


def _parted(setup: Setup, weights: Layers) -> tuple[Layers, Layers]:
    """What is trained, and what is frozen."""
    moving = {path: own for path, own in weights.items() if path not in setup.frozen}
    return moving, {path: own for path, own in weights.items() if path in setup.frozen}


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
        The state after the last step taken, and the measured columns with a row per step taken.
        Only the last step can have a loss or gradient norm that is not finite.
    """
    steps, batch = batches.shape
    padded = np.zeros((CHUNK, batch), np.int32)
    padded[:steps] = batches
    wide = bool(state.wide)
    after, info, taken = _compiled_chunk(setup, wide)(state, hyper, data, padded, steps)
    if after.wide and not wide:
        after, info, taken = _compiled_chunk(setup, True)(state, hyper, data, padded, steps)
    rows, count = jax.device_get((info, taken))
    return after, jax.tree.map(lambda column: column[:count], rows)


@lru_cache(maxsize=64)
def _compiled_init(setup: Setup) -> Callable[[Any, Hyper], Any]:
    return jax.jit(lambda weights, hyper: setup.optimizer(hyper).init(weights))


@lru_cache(maxsize=64)
def _compiled_chunk(setup: Setup, wide: bool) -> Callable[..., tuple[State, Measured, Array]]:
    def run(
        state: State, hyper: Hyper, data: Batchwise, batches: Array, steps: Array
    ) -> tuple[State, Measured, Array]:
        step = _step_function(setup, hyper, data, wide)
        _, shape, _ = jax.eval_shape(step, state, batches[0])
        empty = jax.tree.map(lambda leaf: jnp.zeros((CHUNK, *leaf.shape), leaf.dtype), shape)

        def goes_on(carry: tuple[State, Measured, Array, Array]) -> Array:
            *_, row, finite = carry
            return (row < steps) & finite

        def body(
            carry: tuple[State, Measured, Array, Array],
        ) -> tuple[State, Measured, Array, Array]:
            state, rows, row, _ = carry
            state, measured, finite = step(state, batches[row])
            rows = jax.tree.map(lambda all_, one: all_.at[row].set(one), rows, measured)
            return state, rows, row + 1, finite

        first = state._replace(wide=jnp.bool_(False))
        return jax.lax.while_loop(goes_on, body, (first, empty, jnp.int32(0), jnp.bool_(True)))[:3]

    return jax.jit(run)


def _step_function(
    setup: Setup, hyper: Hyper, data: Batchwise, wide: bool
) -> Callable[..., tuple[State, Measured, Array]]:
    """One step: (state, example indices) -> (state, columns, whether all is finite)."""
    forward = setup.forward(hyper)
    optimizer = setup.optimizer(hyper)
    rate = setup.rate(hyper)

    def batch_loss(
        moving: Layers, still: Layers, batch: Batch, moment: Moment
    ) -> tuple[Array, Pass]:
        passed = forward({**still, **moving}, batch, moment, train=True, taps=())
        return jnp.mean(setup.learning.loss(passed.output, batch.y)), passed

    def step(state: State, rows: Array) -> tuple[State, Measured, Array]:
        (moving, still), batch = _parted(setup, state.weights), batch_of(data, rows)
        moment = Moment(mask_key(hyper["seed"], state.step), state.memory, {})
        slope = jax.value_and_grad(batch_loss, has_aux=True)
        (loss, passed), gradient = slope(moving, still, batch, moment)
        base = jnp.asarray(rate(state.step), loss.dtype)
        seen = StepSight(setup.layers, loss, base, moving, gradient, wide)
        norm = seen.gradient_norm
        used = _clip(gradient, norm, hyper["clip_norm"]) if setup.clipped else gradient
        seen.update, kept = optimizer.update(used, state.optimizer, moving)
        measured = {name: v for one in setup.measures for name, v in one(seen).items()}
        far = state.wide | ~seen.ordinary
        moved = {**still, **optax.apply_updates(moving, seen.update)}
        after = State(moved, passed.memory, kept, state.step + 1, far)
        return after, measured, jnp.isfinite(loss) & jnp.isfinite(norm)

    return step


def _clip(gradients: Any, norm: Array, bound: Array) -> Any:
    """The gradient, shortened to the norm `bound` if it is longer.

    In two factors: bound / norm alone can be less than float32 holds.
    """
    first = jnp.where(norm > HUGE, 1 / HUGE, 1.0)
    second = jnp.where(norm > bound, bound / (norm * first), 1.0)
    return jax.tree.map(lambda gradient: gradient * first * second, gradients)
