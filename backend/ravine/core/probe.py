"""A surface at many points at once: its values and its second derivatives."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.extend.core import ClosedJaxpr, jaxpr_as_fun
from jaxtyping import Array, Float

Loss = Callable[[Float[Array, "..."], Float[Array, "..."]], Float[Array, "..."]]
Build = Callable[[Mapping[str, Any]], Loss]

# Second derivatives of more operations are not compiled; 700 take half a second.
COMPILED_OPERATIONS = 700
# Points are computed in blocks of these sizes, so that each surface is compiled once.
VALUES = 4096
HESSIANS = 512


def values(
    surface: Build, hyper: Mapping[str, Any], points: Float[np.ndarray, "k 2"]
) -> Float[np.ndarray, "k"]:
    """f at every point.

    Args:
        surface: from the surface's hyperparameters to f.
        hyper: those.
        points: rows (x, y).
    """
    return _in_blocks(lambda block: _compiled_values(surface)(hyper, block), points, VALUES)


def hessians(
    surface: Build, hyper: Mapping[str, Any], points: Float[np.ndarray, "k 2"]
) -> Float[np.ndarray, "k 2 2"]:
    """Second derivatives of f at every point; arguments as for `values`."""
    return _in_blocks(lambda block: _second_derivatives(surface)(hyper, block), points, HESSIANS)


def _in_blocks(
    function: Callable[[Float[np.ndarray, "b 2"]], Float[Array, "b ..."]],
    points: Float[np.ndarray, "k 2"],
    size: int,
) -> Float[np.ndarray, "k ..."]:
    whole = np.concatenate([points, np.zeros((-len(points) % size, 2))])
    found = [np.asarray(function(block)) for block in np.split(whole, len(whole) // size)]
    return np.concatenate(found)[: len(points)]


@lru_cache(maxsize=64)
def _compiled_values(surface: Build) -> Callable[..., Float[Array, "b"]]:
    def value(hyper: Mapping[str, Any], points: Float[Array, "b 2"]) -> Float[Array, "b"]:
        return jnp.broadcast_to(surface(hyper)(points[:, 0], points[:, 1]), points.shape[:1])

    return jax.jit(value)


@lru_cache(maxsize=64)
def _second_derivatives(surface: Build) -> Callable[..., Float[Array, "b 2 2"]]:
    """Second derivatives at a block of points, compiled once for a surface where that is quick.

    XLA's time to compile them grows with the square of the number of their operations: where they
    are many, each is run by itself, which takes milliseconds.
    """

    def second(hyper: Mapping[str, Any], points: Float[Array, "b 2"]) -> Float[Array, "b 2 2"]:
        loss = surface(hyper)
        found: Float[Array, "b 2 2"] = jax.vmap(jax.hessian(lambda at: loss(at[0], at[1])))(points)
        return found

    compiled = jax.jit(second)
    programs: list[ClosedJaxpr] = []

    def run(hyper: Mapping[str, Any], points: Float[np.ndarray, "b 2"]) -> Float[Array, "b 2 2"]:
        if not programs:
            programs.append(compiled.trace(hyper, points).jaxpr)
        if len(programs[0].eqns) <= COMPILED_OPERATIONS:
            found: Float[Array, "b 2 2"] = compiled(hyper, points)
        else:
            (found,) = jaxpr_as_fun(programs[0])(*jax.tree.leaves((hyper, points)))
        return found

    return run
