"""Every surface against plain NumPy, and its listed minimizers against a search."""

from typing import Any

import jax
import numpy as np
import pytest
from tests.oracles.surfaces import ORACLES

from ravine.surfaces import SURFACES, Landscape

# The catalog's defaults and settings far from them.
PARAMS: dict[str, list[dict[str, Any]]] = {
    "rosenbrock": [{}, {"a": -1.3, "b": 4.0}, {"a": 1.5, "b": 1000.0}, {"a": 0.5, "b": 0.0}],
    "quadratic": [
        {},
        {"condition": 1.0, "angle": 0.0},
        {"condition": 3.0, "angle": -170.0},
        {"condition": 1e6, "angle": 77.0},
    ],
    "himmelblau": [{}],
    "beale": [{}],
    "rastrigin": [{}, {"amplitude": 0.0}, {"amplitude": 3.5}, {"amplitude": 1000.0}],
    "monkey_saddle": [{}],
    "plateau": [{}, {"width": 0.05}, {"width": 10.0}],
}
CASES = [(name, params) for name, several in PARAMS.items() for params in several]
SAMPLES = 20_000


def landscape(name: str, params: dict[str, Any]) -> Landscape:
    return Landscape(SURFACES[name], SURFACES[name].fill(params))


def values(found: Landscape, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    with jax.enable_x64(True):
        return np.asarray(jax.jit(found.function)(x, y))


def gradients(found: Landscape, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    with jax.enable_x64(True):
        both = jax.jit(jax.vmap(jax.grad(found.function, argnums=(0, 1))))(x, y)
        return np.asarray(both)


def scattered(found: Landscape, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Points all over the drawn region, and ever closer to each listed minimizer."""
    random = np.random.default_rng(seed)
    domain = found.surface.domain
    x, y = [random.uniform(*domain.x, SAMPLES)], [random.uniform(*domain.y, SAMPLES)]
    for minimizer in found.minimizers:
        spread = 10.0 ** random.uniform(-8, 0.5, SAMPLES)
        x.append(minimizer.x + spread * random.standard_normal(SAMPLES))
        y.append(minimizer.y + spread * random.standard_normal(SAMPLES))
    return np.concatenate(x), np.concatenate(y)


def test_every_surface_is_in_the_table() -> None:
    assert set(PARAMS) == set(SURFACES)


@pytest.mark.parametrize(("name", "params"), CASES)
def test_value_equals_the_oracle_away_from_the_minima(name: str, params: dict[str, Any]) -> None:
    found = landscape(name, params)
    x, y = scattered(found, seed=1)
    expected = ORACLES[name].value(x, y, **found.params)
    np.testing.assert_allclose(values(found, x, y), expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("name", "params"), CASES)
def test_gradient_equals_the_hand_derived_one(name: str, params: dict[str, Any]) -> None:
    found = landscape(name, params)
    x, y = scattered(found, seed=2)
    expected = np.array(ORACLES[name].gradient(x, y, **found.params))
    scale = np.max(np.abs(expected))
    np.testing.assert_allclose(gradients(found, x, y), expected, rtol=1e-9, atol=1e-13 * scale)


@pytest.mark.parametrize(("name", "params"), CASES)
def test_listed_minimizers_have_their_value_and_no_slope(name: str, params: dict[str, Any]) -> None:
    found = landscape(name, params)
    for minimizer in found.minimizers:
        x, y = np.array([minimizer.x]), np.array([minimizer.y])
        assert values(found, x, y)[0] == pytest.approx(minimizer.value, abs=1e-24)
        assert np.max(np.abs(gradients(found, x, y))) < 1e-12


@pytest.mark.parametrize(("name", "params"), CASES)
def test_a_search_finds_nothing_lower(name: str, params: dict[str, Any]) -> None:
    found = landscape(name, params)
    x, y = scattered(found, seed=3)
    if found.minimum is None:
        assert "unbounded" in found.surface.tags
        assert all(values(found, size * x, size * y).min() < -(size**2) for size in (10.0, 1e6))
    else:
        assert values(found, x, y).min() >= found.minimum


@pytest.mark.parametrize(("name", "params"), CASES)
def test_every_minimizer_is_lowest_nearby(name: str, params: dict[str, Any]) -> None:
    found = landscape(name, params)
    random = np.random.default_rng(4)
    for minimizer in found.minimizers:
        x, y = random.normal((minimizer.x, minimizer.y), 1e-3, (SAMPLES, 2)).T
        assert values(found, x, y).min() >= minimizer.value


@pytest.mark.parametrize("name", SURFACES)
def test_start_is_telling(name: str) -> None:
    """It lies in the drawn region, on a slope, and above the minimum."""
    found = landscape(name, {})
    (x, y), domain = found.surface.start, found.surface.domain
    assert domain.x[0] < x < domain.x[1]
    assert domain.y[0] < y < domain.y[1]
    assert np.linalg.norm(gradients(found, np.array([x]), np.array([y]))) > 1e-3
    if found.minimum is not None:
        assert values(found, np.array([x]), np.array([y]))[0] > found.minimum + 0.1


@pytest.mark.parametrize("name", SURFACES)
def test_default_minimizers_are_drawn(name: str) -> None:
    found = landscape(name, {})
    domain = found.surface.domain
    for minimizer in found.minimizers:
        assert domain.x[0] < minimizer.x < domain.x[1]
        assert domain.y[0] < minimizer.y < domain.y[1]


def test_minima_do_not_all_lie_at_the_origin() -> None:
    origin = [
        name
        for name in SURFACES
        for minimizer in landscape(name, {}).minimizers
        if (minimizer.x, minimizer.y) == (0.0, 0.0)
    ]
    assert origin == ["rastrigin"]


@pytest.mark.parametrize(("name", "params"), CASES)
def test_works_elementwise_on_any_shape(name: str, params: dict[str, Any]) -> None:
    found = landscape(name, params)
    x, y = scattered(found, seed=5)
    flat = values(found, x[:6], y[:6])
    np.testing.assert_array_equal(
        values(found, x[:6].reshape(2, 3), y[:6].reshape(2, 3)).ravel(), flat
    )
    assert values(found, np.array(x[0]), np.array(y[0])).shape == ()
