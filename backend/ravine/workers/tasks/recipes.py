"""From catalog entries to what the core compiles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import optax

from ravine.core.descend import Hyper, Loss, Recipe
from ravine.core.parameters import Values, split
from ravine.optimizers import OPTIMIZERS, Optimizer
from ravine.schedules import SCHEDULES, Factor, Schedule
from ravine.surfaces import Surface

Frozen = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, eq=False)
class Stepper:
    """An optimizer under a schedule, with all parameters settled.

    Args:
        optimizer: the optimizer's entry.
        params: a value for each of its parameters.
        schedule: the schedule's entry.
        schedule_params: a value for each of its parameters.
    """

    optimizer: Optimizer
    params: Values
    schedule: Schedule
    schedule_params: Values

    @classmethod
    def from_names(cls, optimizer: Mapping[str, Any], schedule: Mapping[str, Any]) -> "Stepper":
        """From `{"name", "params"}` of each, already validated."""
        return cls(
            OPTIMIZERS[optimizer["name"]],
            dict(optimizer["params"]),
            SCHEDULES[schedule["name"]],
            dict(schedule["params"]),
        )

    @property
    def statics(self) -> Frozen:
        """The parameters that shape the program."""
        return tuple(split(self.optimizer.parameters, self.params)[1].items())

    @property
    def hyper(self) -> dict[str, Values]:
        """The numbers, which move without a compilation."""
        return {
            "optimizer": split(self.optimizer.parameters, self.params)[0],
            "schedule": split(self.schedule.parameters, self.schedule_params)[0],
        }


Build = Callable[[Hyper], optax.GradientTransformation]
Rate = Callable[[Hyper], Factor]


@lru_cache(maxsize=256)
def optimizer_builders(
    optimizer: Optimizer, statics: Frozen, schedule: Schedule
) -> tuple[Build, Rate]:
    """What makes the transformation and its learning rate from `Stepper.hyper`."""

    def rate(hyper: Hyper) -> Factor:
        factor = schedule.build(**hyper["schedule"])
        base = hyper["optimizer"]["learning_rate"]
        return lambda count: base * factor(count)

    def build(hyper: Hyper) -> optax.GradientTransformation:
        numbers = {**hyper["optimizer"], "learning_rate": rate(hyper)}
        return optimizer.build(**numbers, **dict(statics))

    return build, rate


@lru_cache(maxsize=256)
def _recipe(
    surface: Surface, optimizer: Optimizer, statics: Frozen, schedule: Schedule, noisy: bool
) -> Recipe:
    build, rate = optimizer_builders(optimizer, statics, schedule)
    state = tuple(field.name for field in optimizer.state)

    return Recipe(_loss_builder(surface), build, rate, state, noisy)


@lru_cache(maxsize=64)
def _loss_builder(surface: Surface) -> Callable[[Hyper], Loss]:
    """The same function for the same surface, so that what depends on it alone is shared."""
    return lambda hyper: surface.build(**hyper)


def descent_recipe(surface: Surface, stepper: Stepper, noisy: bool) -> Recipe:
    """The recipe of a descent; the same entries give the same recipe, so one compilation."""
    return _recipe(surface, stepper.optimizer, stepper.statics, stepper.schedule, noisy)
