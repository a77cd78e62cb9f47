"""Landscapes from validated requests, and their drawn surfaces."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import jax
import numpy as np
from jaxtyping import Array

from ravine.surfaces import SURFACES, Domain, Landscape, Surface, from_expression


def landscape_of(spec: Mapping[str, Any]) -> Landscape:
    """The landscape of a validated specification, by name or by expression."""
    if spec.get("expression") is not None:
        domain = Domain(tuple(spec["x"]), tuple(spec["y"]))
        start = tuple(spec["start"]) if spec.get("start") else None
        return Landscape(from_expression(spec["expression"], domain, start), {})
    return Landscape(SURFACES[spec["name"]], dict(spec["params"]))


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


def draw(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a landscape on a grid; the answer of `POST /api/landscape/surface`."""
    landscape = landscape_of(payload["surface"])
    x = _ticks(payload["x"], payload["resolution"])
    y = _ticks(payload["y"], payload["resolution"])
    z = grid(landscape, x, y)
    return {"surface": describe(landscape), "x": x, "y": y, "z": z, "nonfinite": {}}


def _ticks(bounds: Sequence[float], count: int) -> np.ndarray:
    return np.linspace(bounds[0], bounds[1], count)


def grid(landscape: Landscape, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """f at every pair, as rows along y of values along x."""
    with jax.enable_x64(True):
        values = _compiled(landscape.surface)(dict(landscape.params), x[None, :], y[:, None])
        return np.broadcast_to(np.asarray(values), (len(y), len(x)))


@lru_cache(maxsize=64)
def _compiled(surface: Surface) -> Callable[..., Array]:
    return jax.jit(lambda params, x, y: surface.build(**params)(x, y))
