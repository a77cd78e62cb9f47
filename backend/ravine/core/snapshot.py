"""A network at one moment: how well it does, and what goes on inside."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import jax
import numpy as np
from jaxtyping import Array, Float

from ravine.core.examples import Views
from ravine.core.masks import mask_key
from ravine.core.passes import Layers, Moment
from ravine.core.setup import Hyper, Setup, State
from ravine.core.sight import Activation, Measured
from ravine.core.snapshot_sight import SnapshotSight

Columns: TypeAlias = dict[str, np.ndarray]


class Look(NamedTuple):
    """One statistic of a snapshot.

    Args:
        measure: from what a snapshot offers to arrays, compiled.
        finish: from these to columns, on the host: sorting belongs there.
    """

    measure: Callable[[SnapshotSight], Measured]
    finish: Callable[[Measured], Columns]


class Gauge(NamedTuple):
    """What a snapshot is taken with; equal gauges share a compilation.

    Args:
        setup: the training's setup.
        slope: from the hyperparameters to the derivative of the activation.
        steepest: the activation's largest slope, None if it cannot saturate.
        limit: from the hyperparameters and the number of steps taken to the largest eigenvalue of
            the Hessian at which the next step is stable; NaN where none is known.
        looks: what is measured.
    """

    setup: Setup
    slope: Callable[[Hyper], Activation]
    steepest: float | None
    limit: Callable[[Hyper, Array], Array]
    looks: tuple[Look, ...]


def snapshot(gauge: Gauge, state: State, hyper: Hyper, views: Views) -> Columns:
    """Look at a network; returns the columns of every look, in their order."""
    moment = state.weights, state.memory, state.step
    seen = jax.device_get(_compiled(gauge)(*moment, hyper, views))
    columns: Columns = {}
    for look, measured in zip(gauge.looks, seen, strict=True):
        columns |= look.finish(measured)
    return columns


@lru_cache(maxsize=64)
def _compiled(gauge: Gauge) -> Callable[..., list[Measured]]:
    setup = gauge.setup

    def run(
        weights: Layers, memory: Layers, step: Array, hyper: Hyper, views: Views
    ) -> list[Measured]:
        sight = SnapshotSight(
            layers=setup.layers,
            forward=setup.forward(hyper),
            weights=weights,
            moment=Moment(mask_key(hyper["seed"], step), memory, {}),
            slope=gauge.slope(hyper),
            steepest=gauge.steepest,
            limit=gauge.limit(hyper, step),
            learning=setup.learning,
            views=views,
        )
        return [look.measure(sight) for look in gauge.looks]

    return jax.jit(run)


def grid_points(
    x: tuple[float, float], y: tuple[float, float], resolution: int
) -> Float[np.ndarray, "points 2"]:
    """The points of a grid, row by row along y, each row along x."""
    columns, rows = np.meshgrid(np.linspace(*x, resolution), np.linspace(*y, resolution))
    return np.stack([columns.ravel(), rows.ravel()], axis=1).astype(np.float32)
