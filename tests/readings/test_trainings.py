"""Real trainings, small ones, whose trouble is known beforehand."""

import re
from typing import Any

import numpy as np
import pytest
from tests.jobs.trainings.runs import SMALL, Recorder, layers_of, prepared, trained
from tests.oracles import perceptron
from tests.readings.descents.claims import plain

DEEP: dict[str, Any] = {
    "dataset": SMALL["dataset"],
    "model": {"name": "mlp", "params": {"hidden": [16] * 8}},
    "activation": "sigmoid",
    "initializer": "glorot_normal",
    "batch_size": 20,
    "epochs": 5,
}


def rate(value: float) -> dict[str, Any]:
    return {"name": "gradient_descent", "params": {"learning_rate": value}}


def as_said(value: float, digits: int = 3) -> str:
    """A number far below or above 1 as sentences have it, in plain letters."""
    return f"{value:.{digits}g}".replace("e+", "e").replace("e-0", "e-")


def end(recorder: Recorder) -> dict[str, tuple[str, str]]:
    """By rule, tone and text of what is said at the end."""
    last = recorder.readings[max(recorder.readings)]
    return {one.rule: (one.tone, one.text) for one in last}


def test_a_rate_of_0_does_not_learn() -> None:
    """Its weights were drawn well and happen to be right in 70% of the cases; that is not news."""
    result, recorder = trained(**SMALL, optimizer=rate(0.0))
    assert result["status"] == "finished"
    tone, text = end(recorder)["still"]
    assert tone == "bad"
    assert text.startswith("No kernel moves. No kernel has moved in the last 20 steps. The learn")
    assert text in result["sentence"]


def test_a_huge_loss_is_worse_than_none() -> None:
    result, recorder = trained(**SMALL, loss="squared_error", optimizer=rate(3.0))
    assert result["status"] == "finished"
    losses = [float(one["training_loss"]) for one in recorder.snapshots.values()]
    assert losses[-1] > 1e18
    tone, text = end(recorder)["worse"]
    assert tone == "bad"
    assert f"is {as_said(losses[-1])}; it was {losses[0]:.3g} before" in plain(text)
    assert end(recorder)["at_chance"][1].startswith("Did not learn.")
    assert "Did not learn." in result["sentence"]


def test_a_deep_sigmoid_network_has_a_vanishing_gradient() -> None:
    """The numbers said are the medians of the columns; the first step's agree with NumPy's."""
    result, recorder = trained(**DEEP)
    norms = recorder.column("layer_gradient_norm")
    run = prepared(**DEEP)
    batch = run.stream.indices(0, 1)[0]
    found = perceptron.run(
        layers_of(run.state.weights),
        np.asarray(run.data.x)[batch],
        np.asarray(run.data.y)[batch],
        "sigmoid",
        "cross_entropy",
    )
    by_hand = [np.hypot(np.linalg.norm(k), np.linalg.norm(b)) for k, b in found.gradients]
    np.testing.assert_allclose(norms[0], by_hand, rtol=1e-3)

    first, last = np.median(norms[-20:, [0, -1]], axis=0)
    sizes = run.facts.parameters
    factor = (last / np.sqrt(sizes[-1]) / (first / np.sqrt(sizes[0]))) ** (1 / 8)
    assert 2 < factor < 8
    tone, text = end(recorder)["vanishing"]
    assert tone == "bad"
    assert f"a parameter's gradient is {factor:.2g} times smaller" in text
    assert f"norm {as_said(first, 2)} over the {sizes[0]} parameters of hidden 1" in plain(text)
    assert f"{last:.2g} over the {sizes[-1]} of the output layer" in text
    assert "Vanishing gradient." in result["sentence"]


def test_zeros_are_symmetric_and_have_no_ratio() -> None:
    _, recorder = trained(**SMALL, initializer="zeros")
    said = end(recorder)
    assert said["symmetric"][0] == "bad"
    assert said["weightless"][1].startswith("Zero weights. All weights of all layers are 0")
    assert np.isnan(recorder.column("update_ratio")).all()
    assert "still" not in said  # biases move: that kernels do not is said by their being 0


def test_equal_weights_stay_copies_of_each_other() -> None:
    _, recorder = trained(
        **SMALL, initializer={"name": "constant", "params": {"value": 0.3}}, optimizer=rate(0.1)
    )
    assert recorder.snapshots[max(recorder.snapshots)]["weight.std"][0] > 0
    assert "All 8 units of hidden 1 have the same weights" in end(recorder)["symmetric"][1]


def test_two_classes_at_seventy_percent_are_learned() -> None:
    result, recorder = trained(dataset="spirals", epochs=2)
    accuracy = result["metrics"]["validation_accuracy"]
    assert 0.65 < accuracy < 0.85
    tone, text = end(recorder)["learning"]
    assert tone == "good"
    assert f"{accuracy:.1%} of the validation examples are right." in text


def test_chance_at_first_is_told_afterwards() -> None:
    """Three sigmoid layers wait on a plateau before they learn."""
    result, recorder = trained(
        dataset={"name": "moons", "params": {"examples": 400}},
        model={"name": "mlp", "params": {"hidden": [16, 16, 16]}},
        activation="sigmoid",
        initializer="glorot_normal",
        optimizer={"name": "adam", "params": {"learning_rate": 0.01}},
        epochs=60,
    )
    accuracy = {step: float(one["validation_accuracy"]) for step, one in recorder.snapshots.items()}
    assert accuracy[result["step"]] > 0.8
    (*_, last) = [
        step for step, said in recorder.readings.items() if "at_chance" in {s.rule for s in said}
    ]
    assert 0 < last < result["step"]
    until = re.compile(rf"at chance (until step|at times, from step \d+ to) {last}\b")
    assert until.search(end(recorder)["earlier"][1])
    assert until.search(result["sentence"])


@pytest.mark.parametrize("request_", [{}, DEEP, {**SMALL, "initializer": "zeros"}])
def test_every_snapshot_is_spoken_of(request_: dict[str, Any]) -> None:
    _, recorder = trained(**{**SMALL, **request_})
    assert list(recorder.readings) == list(recorder.snapshots)
    assert all(recorder.readings.values())
