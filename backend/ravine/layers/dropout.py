"""Dropout."""

import jax.numpy as jnp
from jax.typing import ArrayLike
from jaxtyping import Array, Float

from ravine.core.masks import kept
from ravine.layers.base import Layer, Wire
from ravine.vocabulary.parameters import Float as Number


def apply(signal: Float[Array, "batch ..."], wire: Wire, rate: ArrayLike) -> Array:
    """Scaled up in training by what is missing, so that nothing changes afterwards.

    Tap: `mask`, what stays (1) and what is dropped (0), in training.
    """
    if not wire.train:
        return signal
    stays = kept(wire.moment.key, wire.path, wire.rows, signal.shape[1:], rate)
    mask = wire.tap("mask", stays.astype(signal.dtype))
    return signal * mask / (1 - jnp.asarray(rate, signal.dtype))


DROPOUT = Layer(
    name="dropout",
    title="Dropout",
    summary="Drops each value with the given probability in training, and scales the others up.",
    formula=r"\frac{m \odot a}{1 - p}, \quad m_i \sim \operatorname{Bernoulli}(1 - p)",
    source="Srivastava et al. 2014, jmlr.org/papers/v15/srivastava14a.html",
    parameters=(Number("rate", 0.5, 0.0, 0.95, "Probability of being dropped."),),
    apply=apply,
    masks=True,
)
