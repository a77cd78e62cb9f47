"""From catalog entries to what the core compiles."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jax.numpy as jnp
import optax
from jaxtyping import Array, Float, Int

from ravine.core.descend import Hyper, Recipe
from ravine.core.probe import Loss
from ravine.optimizers import OPTIMIZERS, Optimizer
from ravine.schedules import SCHEDULES, Factor, Schedule
from ravine.surfaces import Surface
from ravine.vocabulary.parameters import Values, split
from ravine.wire.landscape import FilledSpec

Frozen = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, eq=False)
class ConfiguredOptimizer:
    """An optimizer under a schedule, with all parameters settled.

    Args:
        entry: the optimizer's entry.
        params: a value for each of its parameters.
        schedule: the schedule's entry.
        schedule_params: a value for each of its parameters.
    """

    entry: Optimizer
    params: Values
    schedule: Schedule
    schedule_params: Values

    @classmethod
    def from_specs(cls, optimizer: FilledSpec, schedule: FilledSpec) -> "ConfiguredOptimizer":
        """From names and parameters that have been validated."""
        return cls(
            OPTIMIZERS[optimizer.name],
            optimizer.params,
            SCHEDULES[schedule.name],
            schedule.params,
        )

    @property
    def statics(self) -> Frozen:
        """The parameters that shape the program."""
        return tuple(split(self.entry.parameters, self.params)[1].items())

    @property
    def hyper(self) -> dict[str, Values]:
        """The numbers, which move without a compilation."""
        return {
            "optimizer": split(self.entry.parameters, self.params)[0],
            "schedule": split(self.schedule.parameters, self.schedule_params)[0],
        }


Build = Callable[[Hyper], optax.GradientTransformation]
Rate = Callable[[Hyper], Factor]
Limit = Callable[[Hyper, Int[Array, ""]], Float[Array, ""]]


@lru_cache(maxsize=256)
def optimizer_builders(
    optimizer: Optimizer, statics: Frozen, schedule: Schedule
) -> tuple[Build, Rate]:
    """What makes the transformation and its learning rate from `ConfiguredOptimizer.hyper`."""

    def rate(hyper: Hyper) -> Factor:
        factor = schedule.build(**hyper["schedule"])
        base = hyper["optimizer"]["learning_rate"]
        return lambda count: base * factor(count)

    def build(hyper: Hyper) -> optax.GradientTransformation:
        numbers = {**hyper["optimizer"], "learning_rate": rate(hyper)}
        return optimizer.build(**numbers, **dict(statics))

    return build, rate


@lru_cache(maxsize=256)
def limit_builder(optimizer: Optimizer, statics: Frozen, schedule: Schedule) -> Limit:
    """What finds `Optimizer.limit` of the step to come; NaN where the optimizer has none."""
    _, rate = optimizer_builders(optimizer, statics, schedule)

    def limit(hyper: Hyper, count: Int[Array, ""]) -> Float[Array, ""]:
        value = jnp.nan
        if optimizer.limit is not None:
            numbers = {**hyper["optimizer"], "learning_rate": rate(hyper)(count)}
            value = optimizer.limit(**numbers, **dict(statics))
        found: Float[Array, ""] = jnp.asarray(value, jnp.float32)
        return found

    return limit


def no_limit(hyper: Hyper, count: Int[Array, ""]) -> Float[Array, ""]:
    """Where layers step otherwise than one another, no one rate bounds the curvature."""
    del hyper, count
    return jnp.full((), jnp.nan, jnp.float32)


@lru_cache(maxsize=256)
def _recipe(
    surface: Surface, optimizer: Optimizer, statics: Frozen, schedule: Schedule, noisy: bool
) -> Recipe:
    build, rate = optimizer_builders(optimizer, statics, schedule)
    state = tuple(field.name for field in optimizer.state)

    return Recipe(loss_builder(surface), build, rate, state, noisy)


@lru_cache(maxsize=64)
def loss_builder(surface: Surface) -> Callable[[Hyper], Loss]:
    """The same function for the same surface, so that what depends on it alone is shared."""
    return lambda hyper: surface.build(**hyper)


def descent_recipe(surface: Surface, optimizer: ConfiguredOptimizer, noisy: bool) -> Recipe:
    """The recipe of a descent; the same entries give the same recipe, so one compilation."""
    return _recipe(surface, optimizer.entry, optimizer.statics, optimizer.schedule, noisy)
