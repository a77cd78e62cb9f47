"""Batch normalization."""

import math

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.layers.base import Layer, Remembered, Shape, Weight, Wire

EPSILON = 1e-5
MOMENTUM = 0.1


def weights(inputs: Shape) -> tuple[Weight, ...]:
    """A scale and a shift for each unit (channel, where there are places)."""
    return (Weight("scale", inputs[-1:], fill=1.0), Weight("shift", inputs[-1:], fill=0.0))


def memory(inputs: Shape) -> tuple[Remembered, ...]:
    """Running averages of the batches' means and variances."""
    return (Remembered("mean", inputs[-1:], 0.0), Remembered("variance", inputs[-1:], 1.0))


def apply(signal: Float[Array, "batch ... units"], wire: Wire) -> Array:
    """By the batch's own statistics in training, by their running averages otherwise.

    The averages keep the unbiased variance, as PyTorch does. Taps: `mean` and `variance` of the
    batch; per-example gradients hold them fixed.
    """
    if wire.train:
        mean, variance = _of_batch(signal, wire)
    else:
        mean, variance = wire.recall("mean"), wire.recall("variance")
    scale = wire.weights["scale"] * jax.lax.rsqrt(variance + EPSILON)
    along = tuple(range(signal.ndim - 1))
    mean, scale, shift = (
        jnp.expand_dims(one, along) for one in (mean, scale, wire.weights["shift"])
    )
    return (signal - mean) * scale + shift


def _of_batch(signal: Float[Array, "batch ... units"], wire: Wire) -> tuple[Array, Array]:
    axes = tuple(range(signal.ndim - 1))
    mean = wire.tap("mean", jnp.mean(signal, axes))
    from_mean = signal - jnp.expand_dims(mean, axes)
    variance = wire.tap("variance", jnp.mean(jnp.square(from_mean), axes))
    count = math.prod(signal.shape[:-1])
    unbiased = variance * (count / max(count - 1, 1))
    for name, value in (("mean", mean), ("variance", unbiased)):
        wire.remember(name, (1 - MOMENTUM) * wire.recall(name) + MOMENTUM * value)
    return mean, variance


BATCH_NORM = Layer(
    name="batch_norm",
    title="Batch normalization",
    summary="Each unit to zero mean and unit variance over the batch, then scaled and shifted.",
    formula=r"\gamma \, \frac{z - \mu_B}{\sqrt{\sigma_B^2 + 10^{-5}}} + \beta",
    source="Ioffe and Szegedy 2015, arXiv:1502.03167; averages as in PyTorch 2.13",
    weights=weights,
    memory=memory,
    least_batch=2,
    apply=apply,
)
