"""Ravine's training loop without any statistics: what they cost is the difference."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax import Array

from ravine.core.train import CHUNK, Setup
from ravine.workers.tasks.training import Training


def train(training: Training) -> np.ndarray:
    """All steps in the largest chunks, keeping the loss of each."""
    state = (training.state.network, training.state.optimizer)
    run, losses = _compiled(training.gauge.setup), []
    for first in range(0, training.steps, CHUNK):
        count = min(CHUNK, training.steps - first)
        batches = training.stream.indices(first, count)
        padded = np.zeros((CHUNK, batches.shape[1]), np.int32)
        padded[:count] = batches
        state, rows = run(state, training.hyper, training.data, padded, count)
        losses.append(np.asarray(rows)[:count])
    return np.concatenate(losses)


@lru_cache(maxsize=8)
def _compiled(setup: Setup) -> Callable[..., tuple[Any, Array]]:
    def run(state: Any, hyper: Any, data: Any, batches: Array, steps: Array) -> Any:
        activation, optimizer = setup.activation(hyper), setup.optimizer(hyper)

        def mean_loss(network: Any, rows: Array) -> Array:
            return jnp.mean(setup.loss(network(data.x[rows], activation), data.y[rows]))

        def body(index: Array, carry: Any) -> Any:
            (network, memory), losses = carry
            loss, gradients = jax.value_and_grad(mean_loss)(network, batches[index])
            updates, memory = optimizer.update(gradients, memory, network)
            network = optax.apply_updates(network, updates)
            return (network, memory), losses.at[index].set(loss)

        return jax.lax.fori_loop(0, steps, body, (state, jnp.zeros(CHUNK)))

    return jax.jit(run)
