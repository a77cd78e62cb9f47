"""Sharpness, noise and direction against dense computations in float64."""

from typing import Any

import numpy as np
import pytest
from jax.flatten_util import ravel_pytree
from tests.jobs.trainings.runs import SMALL, advance, layers_of, prepared, trained
from tests.oracles import perceptron

from ravine.core.snapshot import snapshot
from ravine.jobs.trainings.preparation import Training
from ravine.optimizers import OPTIMIZERS

Layers = list[tuple[np.ndarray, np.ndarray]]
TINY: dict[str, Any] = {
    **SMALL,
    "model": {"name": "mlp", "params": {"hidden": [5]}},
    "activation": "tanh",
}


def flat(gradients: Layers) -> np.ndarray:
    """Sorted by name, as JAX has it: each layer's bias before its kernel."""
    return np.concatenate([part.ravel() for layer in gradients for part in reversed(layer)])


def gradient_at(run: Training, weights: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The gradient of the mean loss in float64, by hand."""
    layers, at = [], 0
    for kernel, bias in layers_of(run.state.weights):
        ends = at + bias.size, at + bias.size + kernel.size
        layers.append((weights[ends[0] : ends[1]].reshape(kernel.shape), weights[at : ends[0]]))
        at = ends[1]
    return flat(perceptron.run(layers, x, y, "tanh", "cross_entropy").gradients)


def probe_of(run: Training) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    weights = flat(layers_of(run.state.weights)).astype(float)
    return weights, np.asarray(run.views.probe.x, float), np.asarray(run.views.probe.y)


def looked_at(run: Training) -> dict[str, np.ndarray]:
    return snapshot(run.gauge, run.state, run.hyper, run.views)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_sharpness_is_the_largest_eigenvalue_of_the_dense_hessian(seed: int) -> None:
    asked = {"name": "sharpness", "params": {"iterations": 200}}
    run = prepared(**TINY, instruments=[asked], seed=seed)
    weights, x, y = probe_of(run)
    step = 1e-5
    columns = [
        (gradient_at(run, weights + e, x, y) - gradient_at(run, weights - e, x, y)) / (2 * step)
        for e in step * np.eye(len(weights))
    ]
    hessian = np.array(columns)
    largest = np.linalg.eigvalsh((hessian + hessian.T) / 2)[-1]
    assert looked_at(run)["sharpness"] == pytest.approx(largest, rel=1e-2)


@pytest.mark.parametrize(
    ("optimizer", "expected"),
    [
        ({"name": "gradient_descent", "params": {"learning_rate": 0.5}}, 4.0),
        ({"name": "momentum", "params": {"learning_rate": 0.1, "momentum": 0.9}}, 38.0),
        ({"name": "nesterov", "params": {"learning_rate": 0.1}}, None),
        ({"name": "adam", "params": {"learning_rate": 0.1}}, None),
    ],
)
def test_the_stability_limit_is_that_of_the_optimizer(optimizer: Any, expected: Any) -> None:
    """2/rate, (2 + 2b)/rate, and nothing where no limit on the Hessian itself is stated."""
    seen = looked_at(prepared(**TINY, instruments=["sharpness"], optimizer=optimizer))
    if expected is None:
        assert np.isnan(seen["stability_limit"])
    else:
        assert seen["stability_limit"] == pytest.approx(expected, rel=1e-6)


def test_the_stability_limit_follows_the_schedule() -> None:
    halving = {"name": "step_decay", "params": {"factor": 0.5, "every": 10}}
    plain = {"name": "gradient_descent", "params": {"learning_rate": 0.5}}
    _, recorder = trained(**TINY, instruments=["sharpness"], optimizer=plain, schedule=halving)
    limits = {step: float(seen["stability_limit"]) for step, seen in recorder.snapshots.items()}
    assert max(limits) >= 30
    for step, limit in limits.items():
        assert limit == pytest.approx(4 * 2 ** (step // 10), rel=1e-6)


def test_descent_on_a_quadratic_grows_beyond_the_limit_and_shrinks_below() -> None:
    """Heavy ball and plain descent on a parabola of curvature a twentieth off the limit."""
    for entry, more in (
        (OPTIMIZERS["gradient_descent"], {}),
        (OPTIMIZERS["momentum"], {"momentum": 0.9}),
    ):
        assert entry.limit is not None
        limit = entry.limit(learning_rate=0.1, **more)
        for curvature, grows in ((1.05 * limit, True), (0.95 * limit, False)):
            method = entry.build(learning_rate=0.1, **more)
            w = np.float64(1.0)
            state = method.init(w)
            for _ in range(100):
                update, state = method.update(curvature * w, state)
                w = w + np.float64(update)
            assert (abs(w) > 1) == grows


def test_the_noise_scale_is_that_of_single_gradients() -> None:
    run = prepared(**TINY, instruments=["noise_scale"])
    weights, x, y = probe_of(run)
    single = np.array([gradient_at(run, weights, x[[i]], y[[i]]) for i in range(len(y))])
    mean, count = single.mean(axis=0), len(y)
    trace = single.var(axis=0, ddof=1).sum()
    expected = trace / (mean @ mean - trace / count)
    assert looked_at(run)["gradient_noise_scale"] == pytest.approx(expected, rel=1e-3)


def test_the_weights_are_taken_in_one_order() -> None:
    """The dense computations above and JAX's flattening agree on which number is which."""
    run = prepared(**TINY)
    mine = flat(layers_of(run.state.weights))
    np.testing.assert_array_equal(mine, ravel_pytree(run.state.weights)[0])


def test_plain_descent_goes_straight_down_and_momentum_does_not() -> None:
    asked = {**TINY, "instruments": ["update_cosine"]}
    _, plain = trained(**asked, optimizer="gradient_descent")
    np.testing.assert_allclose(plain.column("update_cosine"), 1.0, atol=1e-5)
    run = prepared(**asked, optimizer="momentum")
    batches = run.stream.indices(0, 6)
    state, _ = advance(run, run.state, run.data, batches[:5])
    there = layers_of(state.weights)
    after, info = advance(run, state, run.data, batches[5:])
    rows = batches[5]
    found = perceptron.run(
        there, np.asarray(run.data.x)[rows], np.asarray(run.data.y)[rows], "tanh", "cross_entropy"
    )
    for at, (old, new) in enumerate(zip(there, layers_of(after.weights), strict=True)):
        moved = np.concatenate(
            [(n.astype(float) - o).ravel() for n, o in reversed(list(zip(new, old, strict=True)))]
        )
        slope = flat([found.gradients[at]])
        cosine = -moved @ slope / np.linalg.norm(moved) / np.linalg.norm(slope)
        assert info["update_cosine"][0, at] == pytest.approx(cosine, abs=1e-3)
        assert info["update_cosine"][0, at] < 0.999


def test_a_gradient_of_zero_has_no_direction() -> None:
    run = prepared(**TINY, instruments=["update_cosine"], initializer="zeros")
    _, info = advance(run, run.state, run.data, run.stream.indices(0, 1))
    assert np.isnan(info["update_cosine"][0, 0])
    assert np.isfinite(info["update_cosine"][0, 1])
