"""Landscapes from plans, and their drawn surfaces."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jax
import numpy as np
from jaxtyping import Array

from ravine.jobs.landscapes.plans import DrawPlan, SurfacePlan
from ravine.jobs.landscapes.scale import scale_of
from ravine.surfaces import SURFACES, Domain, Landscape, Surface, from_expression


def landscape_of(plan: SurfacePlan) -> Landscape:
    """The landscape of a plan, by name or by expression."""
    if plan.expression is not None:
        own = from_expression(plan.expression, Domain(plan.x, plan.y), plan.start)
        return Landscape(own, {})
    return Landscape(SURFACES[plan.name or ""], dict(plan.params))


def describe(landscape: Landscape) -> dict[str, Any]:
    """What a client needs to know of a landscape, beside its values."""
    surface = landscape.surface
    own = surface.name == "expression"
    return {
        "name": surface.name,
        "params": dict(landscape.params),
        "expression": surface.summary.removeprefix("f(x, y) = ") if own else None,
        "title": surface.title,
        "summary": surface.summary,
        "formula": surface.formula,
        "domain": {"x": list(surface.domain.x), "y": list(surface.domain.y)},
        "start": list(surface.start),
        "minimizers": [
            {"x": found.x, "y": found.y, "value": found.value} for found in landscape.minimizers
        ],
        "minimum": landscape.minimum,
        "tags": list(surface.tags),
    }


def draw(plan: DrawPlan) -> dict[str, Any]:
    """Values of a landscape on a grid; the answer of `POST /api/landscape/surface`."""
    landscape = landscape_of(plan.surface)
    x, y = np.linspace(*plan.x, plan.resolution), np.linspace(*plan.y, plan.resolution)
    return drawing_of(landscape, x, y)


def drawing_of(landscape: Landscape, x: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Values at every pair, and the scale that shows them."""
    z = grid(landscape, x, y)
    scale = scale_of(z, landscape.minimum).model_dump()
    described = describe(landscape)
    return {"surface": described, "x": x, "y": y, "z": z, "scale": scale, "nonfinite": {}}


def grid(landscape: Landscape, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """f at every pair, as rows along y of values along x."""
    with jax.enable_x64(True):
        values = _compiled(landscape.surface)(dict(landscape.params), x[None, :], y[:, None])
        return np.broadcast_to(np.asarray(values), (len(y), len(x)))


@lru_cache(maxsize=64)
def _compiled(surface: Surface) -> Callable[..., Array]:
    return jax.jit(lambda params, x, y: surface.build(**params)(x, y))
