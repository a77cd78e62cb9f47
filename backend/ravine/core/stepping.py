"""One step of one network's training."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Bool, Float, Int

from ravine.core.examples import Batchwise, batch_of
from ravine.core.masks import mask_key
from ravine.core.passes import Batch, Layers, Moment, Pass
from ravine.core.setup import Hyper, Measure, Setup, parted
from ravine.core.sight import Measured, StepSight

# A gradient norm above this, and so above every bound, is shortened in two factors.
HUGE = 2.0**64

Carried: TypeAlias = tuple[Layers, Layers, Any]
"""Weights, memory and the optimizer's state."""


class Seen(NamedTuple):
    """What a step came upon; see `StepSight`."""

    loss: Float[Array, "*seeds"]
    rate: Float[Array, "*seeds"]
    weights: Layers
    gradient: Layers
    update: Layers


class Taken(NamedTuple):
    """A step that was taken.

    Args:
        carried: what the next one needs.
        seen: what it came upon.
        measured: columns of what is measured at each step.
        ordinary: whether all norms that were asked for are right without `wide`.
        finite: whether loss and gradient are.
    """

    carried: Carried
    seen: Seen
    measured: Measured
    ordinary: Bool[Array, "*seeds"]
    finite: Bool[Array, "*seeds"]


def step_function(
    setup: Setup, hyper: Hyper, data: Batchwise, wide: bool
) -> Callable[[Carried, Array, Array, Array], Taken]:
    """One step: (what it needs, seed, example indices, steps taken before) -> `Taken`."""
    forward = setup.forward(hyper)
    optimizer = setup.optimizer(hyper)
    rate = setup.rate(hyper)

    def batch_loss(
        moving: Layers, still: Layers, batch: Batch, moment: Moment
    ) -> tuple[Array, Pass]:
        passed = forward({**still, **moving}, batch, moment, train=True, taps=())
        return jnp.mean(setup.learning.loss(passed.output, batch.y)), passed

    def step(carried: Carried, seed: Array, rows: Int[Array, "batch"], count: Array) -> Taken:
        weights, memory, kept = carried
        (moving, still), batch = parted(setup, weights), batch_of(data, rows)
        moment = Moment(mask_key(seed, count), memory, {})
        slope = jax.value_and_grad(batch_loss, has_aux=True)
        (loss, passed), gradient = slope(moving, still, batch, moment)
        base = jnp.asarray(rate(count), loss.dtype)
        sight = StepSight(setup.layers, loss, base, moving, gradient, wide)
        norm = sight.gradient_norm
        used = _clip(gradient, norm, hyper["clip_norm"]) if setup.clipped else gradient
        sight.update, kept = optimizer.update(used, kept, moving)
        measured = measured_by(setup.measures, sight)
        moved = {**still, **optax.apply_updates(moving, sight.update)}
        return Taken(
            (moved, passed.memory, kept),
            Seen(loss, base, moving, gradient, sight.update),
            measured,
            sight.ordinary,
            jnp.isfinite(loss) & jnp.isfinite(norm),
        )

    return step


def measured_by(measures: tuple[Measure, ...], sight: StepSight) -> Measured:
    """The columns of several measures."""
    return {name: value for one in measures for name, value in one(sight).items()}


def _clip(gradients: Any, norm: Array, bound: Array) -> Any:
    """The gradient, shortened to the norm `bound` if it is longer.

    In two factors: bound / norm alone can be less than float32 holds.
    """
    first = jnp.where(norm > HUGE, 1 / HUGE, 1.0)
    second = jnp.where(norm > bound, bound / (norm * first), 1.0)
    return jax.tree.map(lambda gradient: gradient * first * second, gradients)
