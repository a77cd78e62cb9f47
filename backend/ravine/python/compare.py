"""Ravine in process: comparisons without a server."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

from ravine.jobs.landscapes.compare import run_comparison
from ravine.jobs.landscapes.drawing import drawing_of, landscape_of
from ravine.jobs.landscapes.plans import SurfacePlan
from ravine.jobs.landscapes.resolve import resolve_compare
from ravine.python.arrays import Drawing
from ravine.python.requests import Interval, OptimizerLike, SurfaceLike, checked, compare_body
from ravine.python.results import Comparison
from ravine.surfaces import Domain, Landscape, Surface, from_callable
from ravine.vocabulary.problems import Problem, Problems
from ravine.wire.landscape import CompareRequest
from ravine.workers.compile_cache import share_compile_cache
from ravine.workers.jax_setup import set_up

Function: TypeAlias = Callable[[Any, Any], Any]

RESOLUTION = 201


def compare(
    surface: SurfaceLike | Function,
    optimizers: Sequence[OptimizerLike],
    *,
    x: Interval | None = None,
    y: Interval | None = None,
    start: Sequence[float] | None = None,
    steps: int = 500,
    seed: int = 0,
    noise: float = 0.0,
) -> Comparison:
    """Run several optimizers on one surface, from one start, with one budget.

    >>> import ravine
    >>> result = ravine.compare("rosenbrock", ["momentum", "adam:learning_rate=0.05"], steps=200)
    >>> [run.label for run in result.runs]
    ['Momentum', 'Adam']

    Args:
        surface: a name from the catalog, `{"name", "params"}`, `{"expression"}`, or a Python
            function f(x, y) of two numbers that JAX can trace. A function is compiled once: it
            must not depend on anything that changes between calls.
        optimizers: 1 to 16 of them; a name, `"name:key=value,..."`, or
            `{"name", "params", "label", "schedule"}`.
        x: drawn range of an own function; -2 to 2 by default.
        y: drawn range of an own function; -2 to 2 by default.
        start: (x, y); the surface's own start by default.
        steps: how many steps each optimizer takes.
        seed: seed of the noise, the same for all.
        noise: standard deviation of the Gaussian noise on each component of the gradient.

    Raises:
        Problems: everything wrong with the arguments, each with a remedy.
    """
    set_up()
    share_compile_cache()
    own = surface if callable(surface) else None
    # An own function's ranges and start are checked as those of an expression.
    named = {"expression": "0"} if callable(surface) else surface
    body = compare_body(
        surface=named,
        optimizers=optimizers,
        x=x,
        y=y,
        start=start,
        steps=steps,
        seed=seed,
        noise=noise,
    )
    plan = resolve_compare(checked(CompareRequest, body))
    landscape = _landscape(plan.surface, own)
    answer = run_comparison(landscape, plan)
    return Comparison.from_answer(answer, partial(_draw, landscape))


def _landscape(plan: SurfacePlan, own: Function | None) -> Landscape:
    if own is None:
        return landscape_of(plan)
    return Landscape(_own_surface(own, Domain(plan.x, plan.y)), {})


@lru_cache(maxsize=64)
def _own_surface(function: Function, domain: Domain) -> Surface:
    """The surface of a Python function; the same function gives the same, so one compilation."""
    _check_traceable(function)
    return from_callable(jnp.vectorize(function), domain)


def _check_traceable(function: Function) -> None:
    """Raise `Problems` unless `function` takes two numbers to one, in operations JAX knows."""
    number = np.float32(0)
    try:
        value = jax.eval_shape(function, number, number)
    except Exception as error:
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise Problems(
            [
                Problem(
                    "/surface",
                    f"JAX cannot trace the function: {first.rstrip('.')}.",
                    "Use jax.numpy in place of math and numpy, and jnp.where in place of if.",
                )
            ]
        ) from error
    if getattr(value, "shape", None) != () or not jnp.issubdtype(value.dtype, jnp.floating):
        raise Problems(
            [Problem("/surface", "The function does not return one number.", "Return f(x, y).")]
        )


def _draw(landscape: Landscape) -> Drawing:
    domain = landscape.surface.domain
    x, y = np.linspace(*domain.x, RESOLUTION), np.linspace(*domain.y, RESOLUTION)
    return Drawing.from_answer(drawing_of(landscape, x, y))
