"""Whole runs: what they learn, repeat, share and compile."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_descend import counted_compilations
from tests.jobs.trainings.runs import (
    SMALL,
    Recorder,
    advance,
    layers_of,
    planned,
    prepared,
    trained,
)

from ravine.core.batches import BatchStream
from ravine.core.train import CHUNK
from ravine.jobs.trainings.train import (
    COMPILING_SNAPSHOT,
    COMPILING_STEPS,
    PREPARING,
    next_snapshot,
)
from ravine.optimizers import OPTIMIZERS

Path = tuple[list[np.ndarray], np.ndarray]


def path(splits: list[int], **request: Any) -> Path:
    """Final weights and losses after taking steps in chunks of the given sizes."""
    run = prepared(**{**SMALL, **request})
    state, losses, step = run.state, [], 0
    for count in splits:
        state, info = advance(run, state, run.data, run.stream.indices(step, count))
        losses.append(np.asarray(info["loss"]))
        step += count
    flat = [array for layer in layers_of(state.weights) for array in layer]
    return flat, np.concatenate(losses)


def same(
    one: tuple[list[np.ndarray], np.ndarray], other: tuple[list[np.ndarray], np.ndarray]
) -> bool:
    return np.array_equal(one[1], other[1]) and all(
        np.array_equal(a, b) for a, b in zip(one[0], other[0], strict=True)
    )


def test_the_default_run_is_told_and_kept_whole() -> None:
    """How well it learns is among the claims."""
    result, recorder = trained()
    assert result["status"] == "finished"
    assert f"{result['metrics']['validation_accuracy']:.1%}" in result["sentence"]
    assert len(recorder.column("loss")) == result["step"]
    assert recorder.said == [PREPARING, COMPILING_SNAPSHOT, COMPILING_STEPS, ""]
    assert recorder.column("loss")[0] == pytest.approx(np.log(10), abs=0.7)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_plus_b_steps_equal_n_bit_for_bit(optimizer: str) -> None:
    whole = path([40], optimizer=optimizer)
    assert same(whole, path([1, 7, 32], optimizer=optimizer))


def test_same_seed_same_bits() -> None:
    assert same(path([30]), path([30]))
    assert not same(path([30]), path([30], seed=1))


def test_moving_a_number_compiles_nothing() -> None:
    request: dict[str, Any] = {
        "activation": "leaky_relu",
        "schedule": "exponential_decay",
        "clip_norm": 1.0,
    }
    path([5], **request)
    with counted_compilations() as count:
        path([7], **{**request, "clip_norm": 0.5}, seed=9)
        path(
            [5], **request, optimizer={"name": "adam", "params": {"learning_rate": 0.1, "b1": 0.5}}
        )
        path(
            [5],
            clip_norm=1.0,
            schedule={"name": "exponential_decay", "params": {"rate": 0.3}},
            activation={"name": "leaky_relu", "params": {"negative_slope": 0.2}},
        )
        assert count() == 0


def test_variants_share_weights_where_shapes_agree() -> None:
    one = layers_of(prepared(**SMALL).state.weights)
    other = layers_of(
        prepared(
            **{**SMALL, "model": {"name": "mlp", "params": {"hidden": [8, 5, 5]}}},
            optimizer="momentum",
            activation="tanh",
        ).state.weights
    )
    for layer in (0, 1):
        np.testing.assert_array_equal(one[layer][0], other[layer][0])


def test_variants_share_batches() -> None:
    first = prepared(**SMALL).stream.indices(3, 9)
    other = prepared(**SMALL, optimizer="momentum", activation="tanh").stream.indices(3, 9)
    np.testing.assert_array_equal(first, other)


def test_batch_sizes_read_the_same_stream() -> None:
    small, large = BatchStream(0, 100, 10), BatchStream(0, 100, 30)
    np.testing.assert_array_equal(small.indices(0, 30).ravel(), large.indices(0, 10).ravel())


def test_every_example_comes_once_a_pass() -> None:
    stream = BatchStream(5, 97, 10)
    seen = stream.indices(0, 97).ravel()
    for turn in range(10):
        assert sorted(seen[turn * 97 : (turn + 1) * 97]) == list(range(97))
    assert not np.array_equal(seen[:97], seen[97:194])
    np.testing.assert_array_equal(stream.indices(40, 13), stream.indices(0, 97)[40:53])


@pytest.mark.parametrize("dataset", ["digits", "moons", "spirals"])
def test_frames_cover_every_step_once(dataset: str) -> None:
    result, recorder = trained(dataset=dataset, epochs=3, batch_size=50)
    plan = planned(dataset=dataset, epochs=3, batch_size=50).plan
    covered = [first + k for first, steps, _ in recorder.steps for k in range(steps)]
    assert covered == list(range(1, plan.steps + 1))
    every = plan.snapshot_every
    early = {2**k for k in range(16) if 2**k < min(every, plan.steps)}
    later = {*range(0, plan.steps, every), plan.steps}
    assert list(recorder.snapshots) == sorted(early | later)
    assert result["step"] == plan.steps
    for _, steps, columns in recorder.steps:
        assert steps <= CHUNK
        for column in columns.values():
            assert column.dtype == np.float32
            assert len(column) == steps


def test_divergence_is_a_result() -> None:
    result, recorder = trained(
        **SMALL,
        loss="squared_error",
        optimizer={"name": "gradient_descent", "params": {"learning_rate": 1e4}},
    )
    assert result["status"] == "diverged"
    assert f"step {result['step']}." in result["sentence"]
    loss = recorder.column("loss")
    norm = recorder.column("gradient_norm")
    assert len(loss) == result["step"]
    assert np.isfinite(loss[:-1]).all()
    assert not np.isfinite([loss[-1], norm[-1]]).all()
    assert result["step"] in recorder.snapshots


def test_cancelling_keeps_what_there_is() -> None:
    result, recorder = trained(Recorder(cancel_after=2), **{**SMALL, "epochs": 1000})
    assert result["status"] == "cancelled"
    assert 0 < result["step"] < 1000 * 8
    assert len(recorder.column("loss")) == result["step"]
    assert list(recorder.snapshots)[-1] == result["step"]
    assert recorder.readings[result["step"]]


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_snapshots_are_early_and_bounded(steps: int, most: int) -> None:
    every = -(-steps // min(most, 60))
    at = [0]
    while at[-1] < steps:
        at.append(next_snapshot(at[-1], every))
    early = [step for step in at if step < every]
    assert all(later <= 2 * max(step, 0.5) for step, later in pairwise(early))
    assert all(step % every == 0 for step in at[len(early) :])
    assert all(later - step <= every for step, later in pairwise(at))


def test_learning_rates_follow_the_schedule() -> None:
    _, recorder = trained(
        **SMALL,
        optimizer={"name": "adam", "params": {"learning_rate": 0.02}},
        schedule={"name": "step_decay", "params": {"factor": 0.5, "every": 7}},
    )
    rates = recorder.column("learning_rate")
    np.testing.assert_allclose(rates, 0.02 * 0.5 ** (np.arange(len(rates)) // 7), rtol=1e-5)


def test_clipping_bounds_the_step_and_leaves_the_shown_norm() -> None:
    descent = {"name": "gradient_descent", "params": {"learning_rate": 1.0}}
    free, clipped = (prepared(**SMALL, optimizer=descent, clip_norm=clip) for clip in (None, 0.01))
    norms = []
    for run in (free, clipped):
        before = layers_of(run.state.weights)
        state, info = advance(run, run.state, run.data, run.stream.indices(0, 1))
        moved = [
            new - old
            for pair in zip(before, layers_of(state.weights), strict=True)
            for old, new in zip(*pair, strict=True)
        ]
        norms.append(np.sqrt(sum(np.sum(change.astype(float) ** 2) for change in moved)))
        assert info["gradient_norm"][0] > 0.02
    assert norms[0] > 0.02
    assert norms[1] == pytest.approx(0.01, rel=1e-3)
