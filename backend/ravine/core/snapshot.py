"""A network at one moment: how well it does, and what goes on inside."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ravine.core.summaries import summarize
from ravine.core.train import Activation, Batchwise, Hyper, Setup

# A unit counts as saturated where its slope is under this share of the steepest.
SATURATED = 0.01


class Gauge(NamedTuple):
    """What a snapshot is taken with; equal gauges share a compilation.

    Args:
        setup: the training's setup.
        derivative: from the activation to its derivative.
        steepest: the activation's largest slope, None if it cannot saturate.
    """

    setup: Setup
    derivative: Callable[[Activation], Activation]
    steepest: float | None


class Views(NamedTuple):
    """The examples that snapshots look at, the same at every step and for every variant.

    Args:
        probe: examples whose activations and gradients are shown.
        train: training examples that loss and accuracy are taken on.
        validation: validation examples.
        shown: inputs whose predicted classes are kept (a grid of points, or sample images).
    """

    probe: Batchwise
    train: Batchwise
    validation: Batchwise
    shown: Float[Array, "shown features"]


Columns = dict[str, np.ndarray]


def snapshot(gauge: Gauge, network: Any, hyper: Hyper, views: Views) -> Columns:
    """Look at a network.

    Returns:
        Losses and accuracies (scalars); for each of pre-activation, activation, gradient and
        weight a `Summary` by layer (of kernels, and over units and probe examples); the fractions
        of `dead` units (slope exactly 0 on every probe example) and of `saturated` ones (slope
        under 1% of the steepest, over units and examples), zero for the output layer; and the
        class predicted for each shown input with its probability by softmax.
    """
    seen = jax.device_get(_compiled(gauge)(network, hyper, views))
    columns: Columns = {name: np.asarray(value) for name, value in seen["scalars"].items()}
    for quantity, layers in seen["layers"].items():
        for field, value in summarize(layers)._asdict().items():
            columns[f"{quantity}.{field}"] = value
    columns |= {name: np.asarray(value, np.float32) for name, value in seen["units"].items()}
    columns["shown.class"] = seen["shown"]["class"].astype(np.uint8)
    columns["shown.confidence"] = seen["shown"]["confidence"]
    return columns


@lru_cache(maxsize=64)
def _compiled(gauge: Gauge) -> Callable[..., dict[str, Any]]:
    setup = gauge.setup

    def run(network: Any, hyper: Hyper, views: Views) -> dict[str, Any]:
        activation = setup.activation(hyper)
        stages = network.stages(views.probe.x, activation)

        def probe_loss(network: Any) -> Array:
            return jnp.mean(setup.loss(network(views.probe.x, activation), views.probe.y))

        gradients = jax.grad(probe_loss)(network)
        slopes = [gauge.derivative(activation)(pre) for pre in stages.pre_activations[:-1]]
        scores = {
            f"{name}_{measure}": value
            for name, data in (("training", views.train), ("validation", views.validation))
            for measure, value in _score(setup, network, activation, data).items()
        }
        probability = jax.nn.softmax(network(views.shown, activation))
        return {
            "scalars": scores,
            "layers": {
                "pre_activation": stages.pre_activations,
                "activation": stages.activations,
                "gradient": [layer.kernel for layer in gradients.layers],
                "weight": [layer.kernel for layer in network.layers],
            },
            "units": {
                "dead": [*map(_dead, slopes), jnp.float32(0)],
                "saturated": [*(_saturated(s, gauge.steepest) for s in slopes), jnp.float32(0)],
            },
            "shown": {
                "class": jnp.argmax(probability, axis=-1),
                "confidence": jnp.max(probability, axis=-1),
            },
        }

    return jax.jit(run)


def _score(
    setup: Setup, network: Any, activation: Activation, data: Batchwise
) -> dict[str, Float[Array, ""]]:
    outputs = network(data.x, activation)
    right = jnp.argmax(outputs, axis=-1) == data.y
    return {
        "loss": jnp.mean(setup.loss(outputs, data.y)),
        "accuracy": jnp.mean(right.astype(outputs.dtype)),
    }


def _dead(slopes: Float[Array, "batch units"]) -> Float[Array, ""]:
    return jnp.mean(jnp.all(slopes == 0, axis=0).astype(slopes.dtype))


def _saturated(slopes: Float[Array, "batch units"], steepest: float | None) -> Float[Array, ""]:
    if steepest is None:
        return jnp.zeros((), slopes.dtype)
    return jnp.mean((jnp.abs(slopes) < SATURATED * steepest).astype(slopes.dtype))


def grid_points(
    x: tuple[float, float], y: tuple[float, float], resolution: int
) -> Float[np.ndarray, "points 2"]:
    """The points of a grid, row by row along y, each row along x."""
    columns, rows = np.meshgrid(np.linspace(*x, resolution), np.linspace(*y, resolution))
    return np.stack([columns.ravel(), rows.ravel()], axis=1).astype(np.float32)
