"""A whole descent on a 2-D surface as one compiled loop."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jaxtyping import Array, Float, Int, Key

from ravine.core.keys import step_key
from ravine.core.probe import Loss

Point = Float[Array, "2"]
Hyper = Mapping[str, Any]

# A compiled loop serves every number of steps up to its capacity.
CAPACITIES = (128, 512, 2048, 8192, 32768, 131072)


class Recipe(NamedTuple):
    """What is compiled once and then run with any numbers.

    Args:
        surface: from the surface's hyperparameters to the loss f(x, y).
        optimizer: from the optimizer's and the schedule's hyperparameters to an optax
            transformation.
        rate: from the same hyperparameters to the learning rate as a function of the step count.
        state: names of the optimizer's state arrays to record.
        noisy: whether Gaussian noise is added to the gradient.
    """

    surface: Callable[[Hyper], Loss]
    optimizer: Callable[[Hyper], optax.GradientTransformation]
    rate: Callable[[Hyper], Callable[[Int[Array, ""]], Float[Array, ""]]]
    state: tuple[str, ...]
    noisy: bool


class Hypers(NamedTuple):
    """The numbers of a descent; moving any of them compiles nothing."""

    surface: Hyper
    optimizer: Hyper
    noise: Float[Array, ""] | float


class Record(NamedTuple):
    """What is kept of each step k: the state before the step is taken.

    Arrays of the core are typed as JAX's; those that `descend` returns are NumPy's.

    Args:
        point: where the descent stands.
        loss: the noise-free loss there.
        gradient: the noise-free gradient there.
        learning_rate: the rate of the step from k to k + 1.
        state: the recorded state arrays.
        twin: where the twin stands, which is put one rounding error off at every step.
    """

    point: Float[Array, "*k 2"]
    loss: Float[Array, "*k"]
    gradient: Float[Array, "*k 2"]
    learning_rate: Float[Array, "*k"]
    state: dict[str, Float[Array, "*k 2"]]
    twin: Float[Array, "*k 2"]


def descend(
    recipe: Recipe, hypers: Hypers, start: tuple[float, float], steps: int, key: Key[Array, ""]
) -> Record:
    """Run `steps` steps of w <- w + update(grad f(w) + noise * n_k) from `start`.

    The noise n_k is standard normal and depends on `key` and k alone, so every optimizer meets
    the same. For sensitivity a twin runs along whose every point is one rounding error off, the
    start included; moved at the start alone, it may by chance meet the path in the same numbers.

    Args:
        recipe: what is compiled; equal recipes share one compilation.
        hypers: every number of the descent.
        start: (x, y).
        steps: number of steps n, at least 0.
        key: the key of the noise.

    Returns:
        The path, with n + 1 entries per array, as NumPy arrays; entry 0 is the start.
    """
    capacity = next((size for size in CAPACITIES if size >= steps), steps)
    records = _compiled(recipe, capacity)(hypers, np.asarray(start, float), steps, key)
    whole: Record = jax.device_get(records)
    kept: Record = jax.tree.map(lambda column: column[: steps + 1], whole)
    return kept


@lru_cache(maxsize=256)
def _compiled(recipe: Recipe, capacity: int) -> Callable[..., Record]:
    """The compiled loop of a recipe, for up to `capacity` steps."""

    def run(hypers: Hypers, start: Point, steps: Int[Array, ""], key: Key[Array, ""]) -> Record:
        step = _step_function(recipe, hypers, key)
        first = jnp.stack([start, _one_rounding_error_away(start)])
        optimizer = recipe.optimizer(hypers.optimizer)
        carry = (first, jax.vmap(optimizer.init)(first))
        _, shape = jax.eval_shape(step, carry, jnp.int32(0))
        empty = jax.tree.map(lambda leaf: jnp.zeros((capacity + 1, *leaf.shape), leaf.dtype), shape)

        def body(count: Int[Array, ""], loop: Any) -> Any:
            carry, records = loop
            carry, record = step(carry, count)
            return carry, jax.tree.map(lambda all_, one: all_.at[count].set(one), records, record)

        records: Record = jax.lax.fori_loop(0, steps + 1, body, (carry, empty))[1]
        return records

    return jax.jit(run)


def _step_function(recipe: Recipe, hypers: Hypers, key: Key[Array, ""]) -> Callable[..., Any]:
    """One step of both twins: (carry, count) -> (carry, record)."""
    loss = recipe.surface(hypers.surface)
    optimizer = recipe.optimizer(hypers.optimizer)
    rate = recipe.rate(hypers.optimizer)
    value_and_gradient = jax.vmap(jax.value_and_grad(lambda point: loss(point[0], point[1])))

    def step(carry: Any, count: Int[Array, ""]) -> tuple[Any, Record]:
        points, states = carry
        losses, gradients = value_and_gradient(points)
        fields = {name: optax.tree.get(states, name)[0] for name in recipe.state}
        record = Record(points[0], losses[0], gradients[0], rate(count), fields, points[1])
        if recipe.noisy:
            draw = jax.random.normal(step_key(key, count), (2,), points.dtype)
            gradients = gradients + hypers.noise * draw[None, :]
        updates, states = jax.vmap(optimizer.update)(gradients, states, points)
        moved = points + updates
        return (moved.at[1].set(_one_rounding_error_away(moved[1])), states), record

    return step


def _one_rounding_error_away(point: Point) -> Point:
    return jnp.nextafter(point, jnp.full_like(point, jnp.inf))
