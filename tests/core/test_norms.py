"""Norms as far as float32 reaches, against float64 NumPy."""

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.jobs.trainings.runs import SMALL, advance, layers_of, prepared, state_with, trained
from tests.oracles import perceptron

from ravine.core.examples import Batchwise
from ravine.core.norms import norms, ordinary
from ravine.jobs.trainings.preparation import Training

GRADIENT_DESCENT = {"name": "gradient_descent", "params": {"learning_rate": 0.1}}


def floats(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def norms_of(*groups: Sequence[Any]) -> np.ndarray:
    return np.asarray(norms([[jnp.asarray(array) for array in group] for group in groups]))


@pytest.mark.parametrize("size", [1e-34, 1e-30, 1e-19, 1e-8, 1.0, 1e12, 1e19, 1e25, 1e37])
def test_norms_of_any_size(size: float) -> None:
    draw = np.random.default_rng(0).standard_normal((7, 5))
    group = [(draw * size).astype(np.float32), np.full(3, size, np.float32)]
    expected = np.sqrt(sum(np.sum(part.astype(float) ** 2) for part in group))
    found = norms_of(group, [np.zeros(4, np.float32)])
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, [expected, 0], rtol=1e-6)


def test_entries_of_many_orders() -> None:
    found = norms_of([floats(3e-30, 4e-30)], [floats(1e-30, 1e30)])
    np.testing.assert_allclose(found, [5e-30, 1e30], rtol=1e-6)


def test_norms_that_are_no_number() -> None:
    parts = ([np.inf, 1.0], [np.nan, 1.0], [3e38, 3e38])
    found = norms_of(*([floats(*part)] for part in parts))
    assert np.isnan(found[1])
    assert np.isposinf(found[[0, 2]]).all()  # 4.2e38 is more than float32 holds


@given(
    st.lists(st.floats(width=32, allow_nan=True, allow_infinity=True), min_size=1, max_size=40).map(
        lambda entries: np.array(entries, np.float32)
    )
)
def test_what_is_ordinary_is_right_without_float64(entries: np.ndarray) -> None:
    group = [[jnp.asarray(entries)]]
    quick, wide = norms(group, wide=False), norms(group)
    if ordinary(quick).all():
        np.testing.assert_array_equal(quick, wide)
        np.testing.assert_allclose(quick, np.linalg.norm(entries.astype(float)), rtol=1e-6)


@pytest.mark.parametrize("clip_norm", [None, 0.5])
@pytest.mark.parametrize("optimizer", ["gradient_descent", "nesterov", "adam", "rmsprop"])
def test_how_norms_are_found_changes_no_bit(optimizer: str, clip_norm: float | None) -> None:
    run = prepared(**{**SMALL, "optimizer": optimizer, "clip_norm": clip_norm})
    batches = run.stream.indices(0, 40)
    both = [
        advance(run, run.state._replace(wide=jnp.bool_(wide)), run.data, batches)
        for wide in (False, True)
    ]
    assert not both[0][0].wide
    for quick, wide in zip(*map(jax.tree.leaves, both), strict=True):
        np.testing.assert_array_equal(quick, wide)


def test_a_gradient_of_zeros_is_nothing_but_zeros() -> None:
    """Without weights, all that a tanh network learns from its zeros is the last bias."""
    run = prepared(**SMALL, initializer={"name": "zeros", "params": {}}, activation="tanh")
    state, info = advance(run, run.state, run.data, run.stream.indices(0, 5))
    assert run.state.wide
    assert state.wide
    assert (info["layer_gradient_norm"][:, :-1] == 0).all()
    assert (info["layer_gradient_norm"][:, -1] > 0).all()


def first_step(run: Training) -> tuple[Any, perceptron.Pass]:
    """Statistics of a run's first step, and the same pass in float64."""
    batches = run.stream.indices(0, 1)
    x, y = np.asarray(run.data.x)[batches[0]], np.asarray(run.data.y)[batches[0]]
    found = perceptron.run(layers_of(run.state.weights), x, y, "sigmoid", "cross_entropy")
    return advance(run, run.state, run.data, batches)[1], found


def test_seventeen_sigmoid_layers_have_tiny_gradients_not_none() -> None:
    """Weights of std 0.05 shrink the gradient about twenty times a layer, to 1e-22 at the first."""
    run = prepared(
        dataset=SMALL["dataset"],
        model={"name": "mlp", "params": {"hidden": [16] * 16}},
        activation="sigmoid",
        initializer={"name": "normal", "params": {"std": 0.05}},
        optimizer=GRADIENT_DESCENT,
        batch_size=20,
    )
    weights = layers_of(run.state.weights)
    info, found = first_step(run)
    sizes = [np.sqrt((k**2).sum() + (b**2).sum()) for k, b in found.gradients]
    moved = [0.1 * np.linalg.norm(k) for k, _ in found.gradients]
    assert sizes[0] < 1e-19
    np.testing.assert_allclose(info["layer_gradient_norm"][0], sizes, rtol=1e-3)
    ratios = np.divide(moved, [np.linalg.norm(kernel.astype(float)) for kernel, _ in weights])
    np.testing.assert_allclose(info["update_ratio"][0], ratios, rtol=1e-3)


def inputs_of(size: float) -> Batchwise:
    return Batchwise(jnp.full((4, 2), size), jnp.zeros(4, jnp.int32))


def linear_regression(**request: Any) -> tuple[Training, Batchwise]:
    """One linear layer of squared error whose inputs are 1e13: its gradient is of their order."""
    run = prepared(
        dataset=SMALL["dataset"],
        model={"name": "mlp", "params": {"hidden": []}},
        initializer={"name": "constant", "params": {"value": 1.0}},
        loss="squared_error",
        **request,
    )
    return run, inputs_of(1e13)


@pytest.mark.parametrize("clip_norm", [None, 1e-6, 1.0, 1e9])
def test_gradients_of_1e26_are_no_divergence(clip_norm: float | None) -> None:
    """z = 2e13 for both outputs, so dL/dw = z x = 2e26 for each of four weights."""
    rate = {"name": "gradient_descent", "params": {"learning_rate": 1e-8}}
    run, data = linear_regression(optimizer=rate, clip_norm=clip_norm)
    before = layers_of(run.state.weights)
    state, info = advance(run, run.state, data, np.tile(np.arange(4, dtype=np.int32), (1, 1)))
    np.testing.assert_allclose(info["gradient_norm"], 4e26, rtol=1e-5)
    np.testing.assert_allclose(info["layer_gradient_norm"][:, 0], 4e26, rtol=1e-5)
    length = 4e26 if clip_norm is None else clip_norm
    np.testing.assert_allclose(info["update_ratio"][0], 1e-8 * length / 2, rtol=1e-5)
    moved = layers_of(state.weights)[0][0].astype(float) - before[0][0]
    np.testing.assert_allclose(moved, -1e-8 * length / 2, rtol=1e-5, atol=1e-7)


def test_clipped_runs_go_on_where_gradients_are_huge() -> None:
    run, data = linear_regression(optimizer=GRADIENT_DESCENT, clip_norm=1.0)
    _, info = advance(run, run.state, data, np.tile(np.arange(4, dtype=np.int32), (30, 1)))
    assert len(info["loss"]) == 30
    assert np.isfinite([info["loss"], info["gradient_norm"]]).all()


def test_clipping_keeps_its_length_up_to_the_largest_numbers() -> None:
    """z = 1e10 and dL/dw = 1e35: the factor 1e-6 / 2e35 is less than float32 holds."""
    run, _ = linear_regression(optimizer=GRADIENT_DESCENT, clip_norm=1e-6)
    state = state_with(run, [(np.full((2, 2), 5e-16, np.float32), np.zeros(2, np.float32))])
    far = inputs_of(1e25)
    _, info = advance(run, state, far, np.tile(np.arange(4, dtype=np.int32), (1, 1)))
    np.testing.assert_allclose(info["gradient_norm"], 2e35, rtol=1e-5)
    np.testing.assert_allclose(info["update_ratio"][0], 0.1 * 1e-6 / 1e-15, rtol=1e-5)


def test_updates_of_zero_weights_have_no_ratio() -> None:
    _, recorder = trained(
        **{**SMALL, "model": {"name": "mlp", "params": {"hidden": []}}},
        initializer={"name": "constant", "params": {"value": 0.0}},
        optimizer=GRADIENT_DESCENT,
    )
    ratios = recorder.column("update_ratio")
    assert np.isnan(ratios[0]).all()
    assert np.isfinite(ratios[1:]).all()


def test_updates_that_are_not_finite_have_an_infinite_ratio() -> None:
    run, _ = linear_regression(
        optimizer={"name": "gradient_descent", "params": {"learning_rate": 1000.0}}
    )
    huge = inputs_of(1e18)
    _, info = advance(run, run.state, huge, np.tile(np.arange(4, dtype=np.int32), (2, 1)))
    assert np.isfinite(info["gradient_norm"][0])
    assert np.isposinf(info["update_ratio"][-1]).all()
