"""What networks are made of, and that each learns what it is for."""

from typing import Any

import numpy as np
import pytest
from tests.jobs.trainings.runs import planned, prepared, trained

from ravine.datasets import DATASETS, prepare
from ravine.vocabulary.problems import Problems

SHORT: dict[str, Any] = {"dataset": {"name": "latch", "params": {"examples": 200}}, "epochs": 20}


def layers_of(**request: Any) -> list[tuple[Any, ...]]:
    """Path, kind, inputs, units and parameters of each layer."""
    layers = planned(**request).plan.layers
    return [(one.path, one.kind, one.inputs, one.units, one.parameters) for one in layers]


def test_a_convolutional_network_halves_the_image_each_time() -> None:
    model = {"name": "cnn", "params": {"channels": [8, 16]}}
    assert layers_of(dataset="digits", model=model) == [
        ("conv1", "convolution", 9, 8, 80),
        ("conv2", "convolution", 72, 16, 16 * 73),
        ("output", "dense", 2 * 2 * 16, 10, 650),
    ]


def test_a_normalized_layer_has_a_scale_and_a_shift_for_each_channel() -> None:
    params = {"channels": [8], "normalization": "batch"}
    found = layers_of(dataset="digits", model={"name": "cnn", "params": params})
    assert found[0] == ("conv1", "convolution", 9, 8, 80 + 16)


def test_a_recurrent_network_shares_its_weights_over_time() -> None:
    model = {"name": "rnn", "params": {"units": 5}}
    layers = [("recurrent", "recurrent", 1, 5, 5 + 25 + 5), ("output", "dense", 5, 2, 12)]
    for length in (10, 40):
        dataset = {"name": "latch", "params": {"length": length}}
        assert layers_of(dataset=dataset, model=model) == layers


def test_kernels_of_convolutions_are_drawn_for_what_a_unit_sees() -> None:
    """He's standard deviation is that of 72 inputs, 9 places of 8 channels."""
    model = {"name": "cnn", "params": {"channels": [8, 64]}}
    kernel = np.asarray(prepared(model=model).state.weights["conv2"]["kernel"])
    assert kernel.shape == (64, 72)
    std = np.sqrt(2 / 72)
    assert abs(kernel.std() - std) <= 4 * std / np.sqrt(2 * kernel.size)


def test_only_the_beginning_of_a_latch_tells_its_class() -> None:
    data = prepare(DATASETS["latch"], DATASETS["latch"].fill({"examples": 2000}))
    x, y = (
        np.concatenate([data.train.x, data.validation.x]),
        np.concatenate([data.train.y, data.validation.y]),
    )
    apart = x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)
    error = 0.3 * np.sqrt(4 / len(y))
    np.testing.assert_allclose(apart[:3], 2.0, atol=5 * error)
    np.testing.assert_allclose(apart[3:], 0.0, atol=5 * error)
    assert x.shape == (2000, 20)


def test_a_recurrent_network_remembers_the_beginning() -> None:
    result, recorder = trained(**SHORT, model="rnn", activation="tanh")
    assert result["metrics"]["validation_accuracy"] > 0.9
    first = recorder.snapshots[0]
    assert first["activation.counts"].sum(axis=1)[0] == 128 * 20 * 32


@pytest.mark.slow
def test_a_convolutional_network_learns_the_digits() -> None:
    fast = {"name": "adam", "params": {"learning_rate": 0.01}}
    result, _ = trained(model="cnn", optimizer=fast, epochs=5)
    assert result["metrics"]["validation_accuracy"] > 0.9


def test_each_network_has_the_activation_that_it_usually_has() -> None:
    usual = {
        name: planned(model=name, **request).settings.activation.name
        for name, request in (
            ("mlp", {}),
            ("cnn", {}),
            ("rnn", {"dataset": "latch"}),
            ("linear_autoencoder", {"task": "reconstruction"}),
        )
    }
    assert usual == {"mlp": "relu", "cnn": "relu", "rnn": "tanh", "linear_autoencoder": "linear"}


def test_a_network_without_activations_takes_none() -> None:
    with pytest.raises(Problems, match="/activation/name: The activation 'tanh' does not go"):
        planned(task="reconstruction", model="linear_autoencoder", activation="tanh")


def test_networks_that_do_not_fit_are_refused_with_those_that_do() -> None:
    with pytest.raises(Problems, match="'cnn' does not go with the data 'moons'") as refusal:
        planned(dataset="moons", model="cnn")
    assert "mlp" in refusal.value.problems[0].remedy
