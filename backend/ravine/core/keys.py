"""Randomness keyed by purpose and step, never by variant: compared runs see the same draws."""

from enum import IntEnum

import jax
from jaxtyping import Array, Int, Key


class Purpose(IntEnum):
    """What a draw is for. Numbers are part of every run's reproducibility: never reuse one."""

    WEIGHTS = 0
    BATCHES = 1
    NOISE = 2


def purpose_key(seed: int | Int[Array, ""], purpose: Purpose) -> Key[Array, ""]:
    """The key for one purpose under one seed."""
    return jax.random.fold_in(jax.random.key(seed), int(purpose))


def step_key(key: Key[Array, ""], step: int | Int[Array, ""]) -> Key[Array, ""]:
    """The key for one step (or layer, or epoch) under a purpose's key."""
    return jax.random.fold_in(key, step)
