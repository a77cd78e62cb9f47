"""Ravine's training loop without any statistics: what they cost is the difference."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax import Array

from ravine.core.examples import batch_of
from ravine.core.masks import mask_key
from ravine.core.passes import Moment
from ravine.core.setup import Setup
from ravine.core.train import CHUNK
from ravine.jobs.trainings.preparation import Training


def train(training: Training) -> np.ndarray:
    """All steps in the largest chunks, keeping the loss of each."""
    state = (training.state.weights, training.state.optimizer, training.state.step)
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
        forward, optimizer = setup.forward(hyper), setup.optimizer(hyper)

        def mean_loss(weights: Any, rows: Array, moment: Moment) -> Array:
            batch = batch_of(data, rows)
            passed = forward(weights, batch, moment, train=True, taps=())
            return jnp.mean(setup.learning.loss(passed.output, batch.y))

        def body(index: Array, carry: Any) -> Any:
            (weights, memory, step), losses = carry
            moment = Moment(mask_key(hyper["seed"], step), {}, {})
            loss, gradients = jax.value_and_grad(mean_loss)(weights, batches[index], moment)
            updates, memory = optimizer.update(gradients, memory, weights)
            weights = optax.apply_updates(weights, updates)
            return (weights, memory, step + 1), losses.at[index].set(loss)

        return jax.lax.fori_loop(0, steps, body, (state, jnp.zeros(CHUNK)))

    return jax.jit(run)
