"""Random masks by an integer hash: what is dropped depends on layer, step, example and unit alone.

A tenth of the price of JAX's own bits inside a training's loop, and the same for every network
that has such a layer, whatever else it has.
"""

import math
from collections.abc import Sequence
from zlib import crc32

import jax.numpy as jnp
from jax.typing import ArrayLike
from jaxtyping import Array, Bool, Int, UInt32

_ODD = 0x9E3779B9
_OTHER = 0x85EBCA6B


def mask_key(seed: UInt32[Array, ""], step: Int[Array, ""]) -> UInt32[Array, ""]:
    """The key of all masks of one step."""
    return _mixed(_mixed(step.astype(jnp.uint32) * jnp.uint32(_ODD)) ^ seed)


def kept(
    key: UInt32[Array, ""],
    path: str,
    rows: Int[Array, "batch"],
    shape: Sequence[int],
    rate: ArrayLike,
) -> Bool[Array, "batch ..."]:
    """What stays: each entry with probability 1 - rate, independently.

    Args:
        key: of the step.
        path: of the layer.
        rows: which examples these are.
        shape: of one example's values.
        rate: how much is dropped, from 0 to below 1.
    """
    salted = key ^ jnp.uint32(crc32(path.encode()))
    units = jnp.arange(math.prod(shape), dtype=jnp.uint32) * jnp.uint32(_OTHER)
    places = rows.astype(jnp.uint32)[:, None] * jnp.uint32(_ODD) + units[None, :]
    bits = _mixed(_mixed(places ^ salted) + _mixed(salted))
    bound = (jnp.asarray(rate, jnp.float32) * jnp.float32(2**32)).astype(jnp.uint32)
    stays: Array = (bits >= bound).reshape(len(rows), *shape)
    return stays


def _mixed(bits: UInt32[Array, "..."]) -> UInt32[Array, "..."]:
    """Every bit of the input moves every bit of the output half of the time.

    The finalizer `lowbias32` of Wellons, nullprogram.com/blog/2018/07/31, whose bias is small.
    """
    bits = bits ^ (bits >> 16)
    bits = bits * jnp.uint32(0x7FEB352D)
    bits = bits ^ (bits >> 15)
    bits = bits * jnp.uint32(0x846CA68B)
    return bits ^ (bits >> 16)
