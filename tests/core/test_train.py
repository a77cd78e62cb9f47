"""The loop by itself: several seeds at once, and what is measured now and then."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from tests.core.test_descend import counted_compilations
from tests.jobs.trainings.runs import SMALL, prepared

from ravine.core.setup import State, initial_state
from ravine.core.train import PLACES, Records, train_chunk
from ravine.jobs.trainings.preparation import Training

SEEDS = (3, 8, 11)
STEPS = 40


def of_seed(seed: int, **more: Any) -> Training:
    return prepared(**{**SMALL, "seed": seed, **more})


def stacked(trees: list[Any]) -> Any:
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *trees)


def together(trainings: list[Training], steps: int = STEPS) -> tuple[State, Records]:
    """Trainings that differ in their seeds alone, as one."""
    one, setup = trainings[0], trainings[0].gauge.setup
    hyper = {**one.hyper, "seed": np.array([each.hyper["seed"] for each in trainings])}
    weights = stacked([each.state.weights for each in trainings])
    memory = stacked([each.state.memory for each in trainings])
    batches = np.stack([each.stream.indices(0, steps) for each in trainings], axis=1)
    return train_chunk(
        setup, initial_state(setup, weights, memory, hyper), hyper, one.data, batches
    )


def alone(training: Training, steps: int = STEPS) -> tuple[State, Records]:
    batches = training.stream.indices(0, steps)
    return train_chunk(training.gauge.setup, training.state, training.hyper, training.data, batches)


PLAIN = {"name": "gradient_descent", "params": {"learning_rate": 0.1}}
MODELS: list[dict[str, Any]] = [
    {},
    # Adam would take the rounding in the gradient of biases, which is 0, for a direction.
    {
        "model": {"name": "mlp", "params": {"hidden": [8], "normalization": "batch"}},
        "optimizer": PLAIN,
    },
    {"model": {"name": "mlp", "params": {"hidden": [8], "dropout": 0.3}}},
    {"optimizer": {"name": "adam", "params": {"learning_rate": 0.01}}, "clip_norm": 0.1},
    {"groups": [{"layers": "hidden1", "frozen": True}]},
]


@pytest.mark.parametrize("more", MODELS, ids=["plain", "memory", "masks", "clipped", "frozen"])
def test_seeds_together_are_single_runs_to_rounding(more: dict[str, Any]) -> None:
    trainings = [of_seed(seed, **more) for seed in SEEDS]
    state, records = together(trainings)
    for place, training in enumerate(trainings):
        expected, single = alone(training)
        for name, column in single.each.items():
            assert records.each[name].shape == (STEPS, len(SEEDS), *column.shape[1:])
            np.testing.assert_allclose(
                records.each[name][:, place], column, rtol=2e-4, atol=1e-6, err_msg=name
            )
        own = jax.tree.map(lambda leaf, place=place: leaf[place], (state.weights, state.memory))
        for ours, theirs in zip(
            jax.tree.leaves(own),
            jax.tree.leaves((expected.weights, expected.memory)),
            strict=True,
        ):
            np.testing.assert_allclose(ours, theirs, rtol=2e-4, atol=1e-5)


def test_seeds_differ() -> None:
    _, records = together([of_seed(seed) for seed in SEEDS])
    first = records.each["loss"][0]
    assert len(set(first.tolist())) == len(SEEDS)


def test_a_seed_that_diverges_rests_and_the_others_go_on() -> None:
    trainings = [of_seed(seed) for seed in SEEDS]
    broken = jax.tree.map(lambda leaf: leaf * jnp.nan, trainings[1].state.weights)
    trainings[1] = trainings[1]._replace(state=trainings[1].state._replace(weights=broken))
    state, records = together(trainings)
    assert state.alive.tolist() == [True, False, True]
    assert int(state.step) == STEPS
    loss = records.each["loss"]
    assert np.isfinite(loss[:, [0, 2]]).all()
    assert np.isnan(loss[:, 1]).all()
    _, single = alone(trainings[0])
    np.testing.assert_allclose(loss[:, 0], single.each["loss"], rtol=2e-4)


def test_it_ends_when_no_seed_is_left() -> None:
    rate = {"name": "gradient_descent", "params": {"learning_rate": 1e6}}
    trainings = [of_seed(seed, optimizer=rate, activation="linear") for seed in SEEDS]
    state, records = together(trainings, 200)
    ends = []
    for place, training in enumerate(trainings):
        expected, single = alone(training, 200)
        assert not expected.alive
        ends.append(int(expected.step))
        assert len(single.each["loss"]) == ends[-1]
        finite = np.isfinite(records.each["gradient_norm"][:, place])
        assert finite.sum() == ends[-1] - 1
    assert int(state.step) == max(ends) < 200


def sparse(training: Training, *cadences: int) -> Training:
    """The training, with what it measures at each step measured now and then as well."""
    setup = training.gauge.setup
    groups = (setup.measures,) * len(cadences)
    gauge = training.gauge._replace(setup=setup._replace(at_times=groups))
    every = tuple(np.int32(one) for one in cadences)
    return training._replace(gauge=gauge, hyper={**training.hyper, "every": every})


@pytest.mark.parametrize("pieces", [(40,), (1, 2, 3, 34), (13, 27)])
@pytest.mark.parametrize("seeds", [1, 3])
def test_what_is_measured_now_and_then_is_what_every_step_has(
    pieces: tuple[int, ...], seeds: int
) -> None:
    training = sparse(of_seed(3), 2, 7)
    setup, state, hyper = training.gauge.setup, training.state, training.hyper
    stream = training.stream.indices(0, STEPS)
    if seeds > 1:
        hyper = {**hyper, "seed": np.full(seeds, hyper["seed"])}
        state = initial_state(setup, stacked([state.weights] * seeds), {}, hyper)
        stream = np.stack([stream] * seeds, axis=1)
    found: list[Records] = []
    first = 0
    for count in pieces:
        state, records = train_chunk(
            setup, state, hyper, training.data, stream[first : first + count]
        )
        found.append(records)
        first += count
    each = np.concatenate([records.each["update_ratio"] for records in found])
    for group, every in enumerate((2, 7)):
        seen = np.concatenate([records.at_times[group]["update_ratio"] for records in found])
        # Another program, which may round otherwise.
        np.testing.assert_allclose(seen, each[every - 1 :: every], rtol=1e-6)


def test_measuring_now_and_then_changes_no_step() -> None:
    plain, measured = of_seed(3), sparse(of_seed(3), 5)
    for one, other in zip(
        jax.tree.leaves(alone(plain)[0]), jax.tree.leaves(alone(measured)[0]), strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_a_cadence_has_room_for_every_second_step() -> None:
    training = sparse(of_seed(3), 2)
    batches = training.stream.indices(0, 2 * PLACES)
    _, records = train_chunk(
        training.gauge.setup, training.state, training.hyper, training.data, batches
    )
    loss = records.each["loss"]
    assert len(loss) == 2 * PLACES
    np.testing.assert_array_equal(records.at_times[0]["loss"], loss[1::2])


def test_moving_a_cadence_compiles_nothing() -> None:
    training = sparse(of_seed(3), 2)
    alone(training)
    slower = training._replace(hyper={**training.hyper, "every": (np.int32(9),)})
    with counted_compilations() as count:
        alone(slower)
        assert count() == 0
