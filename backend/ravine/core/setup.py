"""What a training is made of, and where it stands."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jaxtyping import Array, Bool, Int

from ravine.core.learning import Learning
from ravine.core.norms import norms, ordinary
from ravine.core.passes import Forward, LayerPlan, Layers
from ravine.core.sight import Measured

Hyper: TypeAlias = Mapping[str, Any]
Measure: TypeAlias = Callable[..., Measured]
"""From what a moment offers to columns by name."""


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
        at_times: what is measured now and then: groups that share a cadence, each at the steps that
            its number in the hyperparameter `every` divides.
    """

    forward: Callable[[Hyper], Forward]
    layers: tuple[LayerPlan, ...]
    learning: Learning
    optimizer: Callable[[Hyper], optax.GradientTransformation]
    rate: Callable[[Hyper], Callable[[Array], Array]]
    frozen: frozenset[str]
    clipped: bool
    measures: tuple[Measure, ...]
    at_times: tuple[tuple[Measure, ...], ...] = ()


class State(NamedTuple):
    """What the next step needs. With several seeds all but `step` and `wide` have an axis of them
    in front.

    Args:
        weights: of every layer.
        memory: what the network remembers of earlier batches.
        optimizer: optax's state.
        alive: whether all has been finite so far; what is not rests where it came to.
        step: number of steps taken.
        wide: whether the last steps had norms that float32 cannot find; it changes no number, only
            how the next ones are found.
    """

    weights: Layers
    memory: Layers
    optimizer: Any
    alive: Bool[Array, "*seeds"]
    step: Int[Array, ""]
    wide: Bool[Array, ""]


def initial_state(setup: Setup, weights: Layers, memory: Layers, hyper: Hyper) -> State:
    """The state before the first step.

    Args:
        setup: what is compiled.
        weights: of every layer; with several seeds, an axis of them in front.
        memory: what the network remembers before its first batch, with the same axis.
        hyper: every number; `seed` is a number, or one for each seed.
    """
    moving, _ = parted(setup, weights)
    many = np.ndim(hyper["seed"]) == 1
    alive = jnp.ones(np.shape(hyper["seed"]), bool)
    started = _compiled_init(setup, many)(moving, hyper)
    wide = ~ordinary(_kernel_norms(setup, weights)).all()
    return State(weights, memory, started, alive, jnp.int32(0), wide)


def _kernel_norms(setup: Setup, weights: Layers) -> Array:
    """Of each layer, over all seeds at once: only a first guess, since the loop looks again."""
    return norms([(weights[layer.path][layer.kernel],) for layer in setup.layers], wide=False)


def parted(setup: Setup, weights: Layers) -> tuple[Layers, Layers]:
    """What is trained, and what is frozen."""
    moving = {path: own for path, own in weights.items() if path not in setup.frozen}
    return moving, {path: own for path, own in weights.items() if path in setup.frozen}


@lru_cache(maxsize=64)
def _compiled_init(setup: Setup, many: bool) -> Callable[[Any, Hyper], Any]:
    def init(weights: Layers, hyper: Hyper) -> Any:
        return setup.optimizer(hyper).init(weights)

    return jax.jit(jax.vmap(init, in_axes=(0, None)) if many else init)
