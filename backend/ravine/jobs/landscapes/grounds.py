"""A landscape as descents are read against it, and whether one can start there."""

import math
from collections.abc import Callable
from functools import partial
from typing import Final

import jax
import numpy as np
from jaxtyping import Float

from ravine.core.probe import hessians, values
from ravine.jobs.recipes import loss_builder
from ravine.readings.descents import Ground, Region
from ravine.readings.numbers import MOST_DIGITS
from ravine.surfaces import Domain, Landscape
from ravine.vocabulary.problems import Problem, Problems

# Points along each axis at which the drawn region is sampled.
SAMPLES: Final = 31

Points = Float[np.ndarray, "k 2"]
Point = tuple[float, float]


def ground_of(landscape: Landscape) -> Ground:
    """The surface, its known minimizers, and the units of distance and loss."""
    surface, params = loss_builder(landscape.surface), dict(landscape.params)
    domain = landscape.surface.domain
    (left, right), (low, high) = domain.x, domain.y
    heights = values(surface, params, _samples(landscape))
    finite = heights[np.isfinite(heights)]
    with np.errstate(over="ignore"):
        span = float(np.ptp(finite)) if len(finite) else 0.0
    region = Region(
        ((left + right) / 2, (low + high) / 2), float(np.hypot(right - left, high - low)), span
    )
    return Ground(
        region=region,
        minimizers=[(found.x, found.y, found.value) for found in landscape.minimizers],
        values=partial(values, surface, params),
        hessians=partial(hessians, surface, params),
    )


def settled_start(landscape: Landscape, start: Point, given: bool) -> Point:
    """The start, at which the surface has a finite value.

    Where it has none, the start lies outside the function's domain: nothing descends from there,
    and to call it a divergence would be wrong. A start that nobody asked for gives way to the
    nearest sample with a value, rounded as far as it keeps one.

    Raises:
        Problems: there is no value at a given start, or at any sample.
    """
    surface, params = loss_builder(landscape.surface), dict(landscape.params)
    with jax.enable_x64(True):
        value = float(values(surface, params, np.array([start]))[0])
        if np.isfinite(value):
            return start
        samples = _samples(landscape)
        inside = samples[np.isfinite(values(surface, params, samples))]
        nearest = inside[np.argsort(np.hypot(*(inside - start).T))[:1]]
        found = _rounded(nearest, landscape.surface.domain, partial(values, surface, params))
    kind = "not a number" if np.isnan(value) else "infinite"
    wrong = f"The function is {kind} at the start ({start[0]:g}, {start[1]:g})."
    if found is None:
        remedy = "It has no value at any sample of the drawn region: change the function."
        raise Problems([Problem("/start", wrong, remedy)])
    if given:
        x, y = (repr(one).removesuffix(".0") for one in found)
        remedy = f"Start where it has a value, at ({x}, {y}) for instance."
        raise Problems([Problem("/start", wrong, remedy)])
    return found


def _rounded(
    sample: Points, domain: Domain, heights: Callable[[Points], Float[np.ndarray, "k"]]
) -> Point | None:
    """One sample to the fewest decimals that leave it close by, in the region, with a value."""
    if not len(sample):
        return None
    ranges = (domain.x, domain.y)
    coarsest = [1 - math.floor(math.log10((high - low) / SAMPLES)) for low, high in ranges]
    whole = sample[0].tolist()
    for more in range(MOST_DIGITS):
        near = [round(one, least + more) + 0.0 for one, least in zip(whole, coarsest, strict=True)]
        inside = all(low <= one <= high for one, (low, high) in zip(near, ranges, strict=True))
        if inside and np.isfinite(heights(np.array([near]))[0]):
            return near[0], near[1]
    return whole[0], whole[1]


def _samples(landscape: Landscape) -> Points:
    domain = landscape.surface.domain
    grid = np.meshgrid(np.linspace(*domain.x, SAMPLES), np.linspace(*domain.y, SAMPLES))
    return np.stack(grid, axis=-1).reshape(-1, 2)
