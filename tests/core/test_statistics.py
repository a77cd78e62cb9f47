"""What is shown of a network, against plain NumPy."""

from typing import Any

import numpy as np
import pytest
from tests.jobs.trainings.runs import SMALL, advance, layers_of, prepared
from tests.oracles import perceptron

from ravine.core.snapshot import snapshot
from ravine.core.summaries import BINS, PERCENTILES, summarize
from ravine.jobs.trainings.preparation import Training

QUANTITIES = ("pre_activation", "activation", "gradient", "weight")
SMOOTH = [name for name in perceptron.CURVES if name != "linear"]


def looked_at(run: Training) -> dict[str, np.ndarray]:
    return snapshot(run.gauge, run.state, run.hyper, run.views)


def oracle(run: Training, activation: str, loss: str, part: Any) -> perceptron.Pass:
    layers = layers_of(run.state.weights)
    return perceptron.run(layers, np.asarray(part.x), np.asarray(part.y), activation, loss)


@pytest.mark.parametrize("activation", perceptron.CURVES)
@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
def test_snapshot_equals_numpy(activation: str, loss: str) -> None:
    run = prepared(**SMALL, activation=activation, loss=loss)
    columns, found = looked_at(run), oracle(run, activation, loss, run.views.probe)
    values = {
        "pre_activation": found.pre_activations,
        "activation": found.activations,
        "gradient": [kernel for kernel, _ in found.gradients],
        "weight": [kernel for kernel, _ in layers_of(run.state.weights)],
    }
    for quantity in QUANTITIES:
        for layer, value in enumerate(values[quantity]):
            flat = np.asarray(value, float).ravel()
            scale = np.abs(flat).max()
            for field, expected in (
                ("percentiles", np.percentile(flat, PERCENTILES)),
                ("range", [flat.min(), flat.max()]),
                ("mean", flat.mean()),
                ("std", flat.std()),
            ):
                shown = columns[f"{quantity}.{field}"][layer]
                np.testing.assert_allclose(shown, expected, atol=1e-5 * scale)
            assert columns[f"{quantity}.counts"][layer].sum() == flat.size
            assert columns[f"{quantity}.nonfinite"][layer] == 0


@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
def test_losses_and_accuracies_equal_numpys(loss: str) -> None:
    run = prepared(**SMALL, loss=loss)
    columns = looked_at(run)
    for name, part in (("training", run.views.train), ("validation", run.views.validation)):
        found = oracle(run, "relu", loss, part)
        right = found.activations[-1].argmax(axis=1) == np.asarray(part.y)
        assert columns[f"{name}_loss"] == pytest.approx(found.loss, rel=1e-5)
        assert columns[f"{name}_accuracy"] == pytest.approx(right.mean(), abs=1e-6)


def test_predictions_shown_equal_numpys() -> None:
    run = prepared(**SMALL)
    columns, shown = looked_at(run), np.asarray(run.views.shown)
    outputs = perceptron.run(
        layers_of(run.state.weights), shown, np.zeros(len(shown), int), "relu", "cross_entropy"
    ).activations[-1]
    probability = perceptron.softmax(outputs)
    np.testing.assert_allclose(
        columns["boundary.confidence"].ravel(), probability.max(axis=1), rtol=1e-5
    )
    clear = np.ptp(probability, axis=1) > 1e-4
    np.testing.assert_array_equal(
        columns["boundary.class"].ravel()[clear], probability.argmax(axis=1)[clear]
    )
    assert shown.shape == (1600, 2)
    assert (shown[1] - shown[0])[1] == 0  # rows along y, each along x


@pytest.mark.parametrize("activation", SMOOTH)
@pytest.mark.parametrize("spread", [0.1, 30.0])
def test_dead_and_saturated_units_are_counted(activation: str, spread: float) -> None:
    run = prepared(
        **SMALL,
        activation=activation,
        initializer={"name": "normal", "params": {"std": spread}},
    )
    columns = looked_at(run)
    found = oracle(run, activation, "cross_entropy", run.views.probe)
    steepest = {"sigmoid": 0.25, "tanh": 1.0}.get(activation)
    for layer, pre in enumerate(found.pre_activations[:-1]):
        slope = np.abs(perceptron.CURVES[activation].slope(pre))
        dead = float((slope == 0).all(axis=0).mean()) if activation == "relu" else 0.0
        saturated = float((slope < 0.01 * steepest).mean()) if steepest else 0.0
        if activation not in ("sigmoid", "tanh"):
            assert columns["dead"][layer] == pytest.approx(dead, abs=1e-6)
        assert columns["saturated"][layer] == pytest.approx(saturated, abs=2e-3)
    assert columns["dead"][-1] == columns["saturated"][-1] == 0


def test_a_dead_network_is_seen_to_be_dead() -> None:
    """With all weights negative and inputs positive, no ReLU ever opens."""
    run = prepared(
        dataset="digits",
        model={"name": "mlp", "params": {"hidden": [6]}},
        initializer={"name": "constant", "params": {"value": -1.0}},
    )
    assert looked_at(run)["dead"].tolist() == [1.0, 0.0]


def test_steps_statistics_equal_numpys() -> None:
    run = prepared(
        **SMALL, optimizer={"name": "gradient_descent", "params": {"learning_rate": 0.3}}
    )
    before = layers_of(run.state.weights)
    batches = run.stream.indices(0, 1)
    x, y = np.asarray(run.data.x)[batches[0]], np.asarray(run.data.y)[batches[0]]
    found = perceptron.run(before, x, y, "relu", "cross_entropy")
    _, info = advance(run, run.state, run.data, batches)
    norms = [np.sqrt((k**2).sum() + (b**2).sum()) for k, b in found.gradients]
    ratios = [
        0.3 * np.linalg.norm(gradient) / np.linalg.norm(kernel)
        for (gradient, _), (kernel, _) in zip(found.gradients, before, strict=True)
    ]
    np.testing.assert_allclose(info["loss"][0], found.loss, rtol=1e-5)
    np.testing.assert_allclose(info["layer_gradient_norm"][0], norms, rtol=1e-4)
    np.testing.assert_allclose(info["gradient_norm"][0], np.linalg.norm(norms), rtol=1e-4)
    np.testing.assert_allclose(info["update_ratio"][0], ratios, rtol=1e-4)


@pytest.mark.parametrize("size", [1, 2, 39, 40, 41, 1000])
def test_summaries_equal_numpys(size: int) -> None:
    values = np.random.default_rng(size).standard_normal(size).astype(np.float32)
    found = summarize([values.reshape(-1, 1), values * 3])
    np.testing.assert_allclose(
        found.percentiles[0], np.percentile(values.astype(float), PERCENTILES), atol=1e-6
    )
    counts, edges = np.histogram(values.astype(float), bins=BINS)
    if size > 1:
        # A value on a bin's edge may fall to either side of it in float32.
        near = np.abs(values[:, None] - edges[1:-1]).min() < 1e-6
        assert near or np.array_equal(found.counts[0], counts)
    assert found.counts.sum(axis=1).tolist() == [size, size]
    np.testing.assert_allclose(found.mean[1], 3 * values.mean(dtype=float), rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(found.std[1], 3 * values.std(dtype=float), rtol=1e-5, atol=1e-7)


def test_nonfinite_values_are_counted_apart() -> None:
    values = np.array([1.0, np.nan, np.inf, -np.inf, 3.0], np.float32)
    found = summarize([values, np.full(3, np.nan, np.float32)])
    assert found.nonfinite.tolist() == [3, 3]
    assert found.range[0].tolist() == [1.0, 3.0]
    assert found.mean[0] == 2.0
    assert found.counts.sum(axis=1).tolist() == [2, 0]
    assert np.isnan([*found.range[1], found.mean[1], *found.percentiles[1]]).all()


def test_equal_values_are_summarized() -> None:
    found = summarize([np.full(7, 2.5, np.float32)])
    assert found.range[0].tolist() == [2.5, 2.5]
    assert found.std[0] == 0
    assert found.counts[0].sum() == 7


def test_a_value_on_a_bins_edge_belongs_to_the_bin_above() -> None:
    values = np.arange(BINS + 1, dtype=np.float32)
    expected, _ = np.histogram(values, bins=BINS)
    np.testing.assert_array_equal(summarize([values]).counts[0], expected)


def test_the_largest_numbers_are_summarized() -> None:
    largest = np.finfo(np.float32).max
    found = summarize([np.array([-largest, 0.0, largest], np.float32)])
    assert found.range[0].tolist() == [-largest, largest]
    assert found.percentiles[0, 4] == 0
    assert found.mean[0] == 0
    np.testing.assert_allclose(found.std[0], largest * np.sqrt(2 / 3), rtol=1e-6)
