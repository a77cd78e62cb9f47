"""Every initializer's mean, standard deviation and shape of distribution against its formula."""

from typing import Any

import numpy as np
import pytest
from tests.jobs.trainings.runs import layers_of, prepared

from ravine.initializers import INITIALIZERS

INPUTS, UNITS = 64, 400
# By name: parameters, standard deviation, and the bound of a uniform distribution.
EXPECTED: dict[str, tuple[dict[str, Any], float, float | None]] = {
    "he_normal": ({}, np.sqrt(2 / INPUTS), None),
    "he_uniform": ({}, np.sqrt(2 / INPUTS), np.sqrt(6 / INPUTS)),
    "glorot_normal": ({}, np.sqrt(2 / (INPUTS + UNITS)), None),
    "glorot_uniform": ({}, np.sqrt(2 / (INPUTS + UNITS)), np.sqrt(6 / (INPUTS + UNITS))),
    "lecun_normal": ({}, np.sqrt(1 / INPUTS), None),
    "lecun_uniform": ({}, np.sqrt(1 / INPUTS), np.sqrt(3 / INPUTS)),
    "uniform_fan_in": ({}, np.sqrt(1 / (3 * INPUTS)), np.sqrt(1 / INPUTS)),
    "normal": ({"std": 0.3}, 0.3, None),
    "constant": ({"value": 0.25}, 0.0, None),
    "zeros": ({}, 0.0, None),
}


def first_kernel(name: str, params: dict[str, Any], seed: int = 0) -> np.ndarray:
    run = prepared(
        initializer={"name": name, "params": params},
        model={"name": "mlp", "params": {"hidden": [UNITS]}},
        seed=seed,
    )
    kernel, bias = layers_of(run.state.weights)[0]
    assert kernel.shape == (UNITS, INPUTS)
    assert kernel.dtype == bias.dtype == np.float32
    assert not bias.any()
    return kernel


def test_every_initializer_is_in_the_table() -> None:
    assert set(EXPECTED) == set(INITIALIZERS)


@pytest.mark.parametrize("name", EXPECTED)
def test_mean_and_standard_deviation(name: str) -> None:
    params, std, _ = EXPECTED[name]
    kernel = first_kernel(name, params).astype(float)
    mean = params.get("value", 0.0)
    # Four standard errors of the mean, and of the standard deviation.
    assert abs(kernel.mean() - mean) <= 4 * std / np.sqrt(kernel.size)
    assert abs(kernel.std() - std) <= 4 * std / np.sqrt(2 * kernel.size) + 1e-9


@pytest.mark.parametrize("name", [name for name, (_, std, _) in EXPECTED.items() if std])
def test_shape_of_the_distribution(name: str) -> None:
    params, std, bound = EXPECTED[name]
    kernel = first_kernel(name, params).astype(float)
    kurtosis = np.mean((kernel / std) ** 4)
    if bound is None:
        assert abs(kurtosis - 3.0) < 0.2
        assert np.abs(kernel).max() > 3.5 * std
    else:
        assert abs(kurtosis - 1.8) < 0.05
        assert 0.999 * bound < np.abs(kernel).max() <= bound * (1 + 1e-6)


def test_seeds_draw_apart_and_repeat() -> None:
    first, again = first_kernel("he_normal", {}, 1), first_kernel("he_normal", {}, 1)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, first_kernel("he_normal", {}, 2))
