"""Every surface keeps its digits: values and derivatives against mpmath."""

import itertools
from typing import Any

import jax
import numpy as np
import pytest
from tests.oracles import precise

from ravine import compare
from ravine.surfaces import SURFACES, Landscape, Surface
from ravine.vocabulary.parameters import Float

ORDERS = ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
# Several roundings of float64, and numbers too small for it.
ROUNDINGS, TINY = 16, 1e-307
PLATEAU = "1 - exp(-((x - 0.8)^2 + (y - 0.6)^2) / (2 * 0.6^2))"


def settings(surface: Surface) -> list[dict[str, Any]]:
    """The defaults, and every combination of the ends of the parameters' ranges."""
    numbers = [parameter for parameter in surface.parameters if isinstance(parameter, Float)]
    ends = itertools.product(*((number.low, number.high) for number in numbers))
    names = [number.name for number in numbers]
    corners = [dict(zip(names, corner, strict=True)) for corner in ends]
    return [surface.fill(), *(corners if numbers else [])]


CASES = [(name, params) for name in SURFACES for params in settings(SURFACES[name])]


def places(landscape: Landscape) -> np.ndarray:
    """Points of the drawn region, close to minimizers and far outside."""
    random = np.random.default_rng(6)
    domain = landscape.surface.domain
    drawn = random.uniform((domain.x[0], domain.y[0]), (domain.x[1], domain.y[1]), (3, 2))
    far = 10.0 ** random.uniform(0.5, 6, (4, 1)) * random.choice([-1.0, 1.0], (4, 2))
    near = [
        (found.x, found.y) + 10.0 ** random.uniform(-9, -1, (3, 1)) * random.standard_normal((3, 2))
        for found in landscape.minimizers
    ]
    return np.concatenate([drawn, far, *near, [(-3.0, -3.0), (-6.0, 7.0)]])


def derivatives(landscape: Landscape, points: np.ndarray) -> np.ndarray:
    """Value, gradient and second derivatives at each point, in the order of `ORDERS`."""

    def at(point: jax.Array) -> jax.Array:
        def f(both: jax.Array) -> jax.Array:
            return landscape.function(both[0], both[1])

        second = jax.hessian(f)(point)
        corner = jax.numpy.stack([second[0, 0], second[0, 1], second[1, 1]])
        return jax.numpy.concatenate([f(point)[None], jax.grad(f)(point), corner])

    with jax.enable_x64(True):
        return np.asarray(jax.jit(jax.vmap(at))(points))


def test_every_surface_has_its_precise_form() -> None:
    assert set(precise.SURFACES) == set(SURFACES)


@pytest.mark.parametrize(("name", "params"), CASES)
def test_no_digit_is_lost(name: str, params: dict[str, Any]) -> None:
    landscape = Landscape(SURFACES[name], params)
    points = places(landscape)
    found = derivatives(landscape, points)
    for (x, y), row in zip(points.tolist(), found, strict=True):
        for orders, number in zip(ORDERS, row.tolist(), strict=True):
            inputs = {"x": x, "y": y, **params}
            truth, slack = precise.derivative(name, orders, inputs)
            assert abs(number - truth) <= ROUNDINGS * slack + TINY, (orders, x, y, number, truth)


def test_adam_without_eps_leaves_the_plateau_as_on_the_same_formula_typed_in() -> None:
    adam = ["adam:eps=0,learning_rate=0.05"]
    ours = compare("plateau", adam, start=(-3, -3), steps=1000).runs[0]
    typed = compare({"expression": PLATEAU}, adam, start=(-3, -3), steps=1000).runs[0]
    np.testing.assert_allclose(ours.x[:100], typed.x[:100], rtol=1e-9)
    for run in (ours, typed):
        assert len(run.loss) == 1001
        assert (run.x[-1], run.y[-1]) == pytest.approx((0.8, 0.6), abs=1e-6)
