"""Layers with a learning rate or a weight decay of their own, and frozen ones."""

from typing import Any

import jax
import numpy as np
import pytest
from tests.jobs.trainings.runs import SMALL, advance, layers_of, planned, prepared, trained
from tests.oracles import perceptron

from ravine.vocabulary.problems import Problems

PATHS = ("hidden1", "hidden2", "output")
PLAIN: dict[str, Any] = {
    **SMALL,
    "optimizer": {"name": "gradient_descent", "params": {"learning_rate": 0.1}},
}
EVERYTHING = ("update_cosine", "update_ratio", "sharpness", "noise_scale", "gradient")


def one_step(groups: list[dict[str, Any]], **request: Any) -> tuple[list[Any], list[Any], Any]:
    """Each layer's arrays before and after a step, and the step's gradients by hand."""
    run = prepared(**{**PLAIN, **request}, groups=groups)
    rows = run.stream.indices(0, 1)
    before = layers_of(run.state.weights)
    state, _ = advance(run, run.state, run.data, rows)
    x, y = np.asarray(run.data.x)[rows[0]], np.asarray(run.data.y)[rows[0]]
    found = perceptron.run(before, x, y, "relu", "cross_entropy")
    return before, layers_of(state.weights), found.gradients


def test_each_group_has_its_own_rate_and_what_is_frozen_does_not_move() -> None:
    groups = [
        {"layers": "hidden1", "frozen": True},
        {"layers": "hidden*", "learning_rate": 0.02},
    ]
    before, after, gradients = one_step(groups)
    for rate, old, new, gradient in zip((0.0, 0.02, 0.1), before, after, gradients, strict=True):
        for was, is_, slope in zip(old, new, gradient, strict=True):
            np.testing.assert_allclose(is_, was - rate * slope, rtol=1e-5, atol=1e-7)
    np.testing.assert_array_equal(before[0][0], after[0][0])


def test_each_group_has_its_own_decay() -> None:
    adamw = {"name": "adamw", "params": {"learning_rate": 0.01, "weight_decay": 0.0}}
    decayed = [{"layers": "output", "weight_decay": 0.5}]
    before, plain, _ = one_step([], optimizer=adamw)
    _, after, _ = one_step(decayed, optimizer=adamw)
    for number, share in enumerate((0.0, 0.0, 0.5)):
        taken = plain[number][0] - after[number][0]
        np.testing.assert_allclose(taken, 0.01 * share * before[number][0], rtol=1e-3, atol=1e-8)


def test_a_schedule_multiplies_a_groups_rate_too() -> None:
    halved = {"name": "step_decay", "params": {"factor": 0.5, "every": 1}}
    run = prepared(**PLAIN, schedule=halved, groups=[{"layers": "output", "learning_rate": 0.4}])
    state = run.state
    for step, rate in enumerate((0.4, 0.2, 0.1)):
        rows = run.stream.indices(step, 1)
        before = layers_of(state.weights)
        state, _ = advance(run, state, run.data, rows)
        x, y = np.asarray(run.data.x)[rows[0]], np.asarray(run.data.y)[rows[0]]
        slope = perceptron.run(before, x, y, "relu", "cross_entropy").gradients[-1][0]
        moved = layers_of(state.weights)[-1][0] - before[-1][0]
        np.testing.assert_allclose(moved, -rate * slope, rtol=1e-4, atol=1e-7)


def test_frozen_layers_have_no_optimizer_state() -> None:
    def size(groups: list[dict[str, Any]]) -> int:
        state = prepared(**SMALL, groups=groups).state
        return sum(np.size(leaf) for leaf in jax.tree.leaves(state.optimizer))

    parameters = 2 * 8 + 8
    assert size([]) - size([{"layers": "hidden1", "frozen": True}]) == 2 * parameters


def test_moving_a_groups_number_compiles_nothing() -> None:
    one, other = (
        prepared(**SMALL, groups=[{"layers": "output", "learning_rate": rate}]).gauge
        for rate in (0.1, 0.2)
    )
    assert one is other


def test_frozen_layers_are_told_apart_in_every_column() -> None:
    groups = [{"layers": "hidden1", "frozen": True}]
    result, recorder = trained(**SMALL, groups=groups, instruments=list(EVERYTHING))
    assert result["status"] == "finished"
    assert np.isnan(recorder.column("layer_gradient_norm")[:, 0]).all()
    assert np.isfinite(recorder.column("layer_gradient_norm")[:, 1:]).all()
    assert np.isfinite(recorder.column("gradient_norm")).all()
    assert all(np.isnan(one["stability_limit"]) for one in recorder.snapshots.values())
    assert (recorder.column("update_ratio")[:, 0] == 0).all()
    assert np.isnan(recorder.column("update_cosine")[:, 0]).all()
    rules = {one.rule for said in recorder.readings.values() for one in said}
    assert not rules & {"vanishing", "exploding", "nonfinite"}


def test_the_protocol_tells_of_groups() -> None:
    groups = [
        {"layers": "hidden*", "frozen": True},
        {"layers": "output", "learning_rate": 0.02, "weight_decay": 0.1},
    ]
    protocol = planned(**SMALL, optimizer="adamw", groups=groups).plan.protocol
    assert "Layers 'hidden*' are frozen: no gradient, no update." in protocol
    own = "Layers 'output' have learning rate 0.02 and weight decay 0.1 of their own."
    assert own in protocol


@pytest.mark.parametrize(
    ("groups", "pointer", "words"),
    [
        ([{"layers": "conv*", "frozen": True}], "/groups/0/layers", "hidden1, hidden2, output"),
        (
            [{"layers": "*", "learning_rate": 1}, {"layers": "output", "frozen": True}],
            "/groups/1/layers",
            "first group that matches",
        ),
        ([{"layers": "output", "weight_decay": 0.1}], "/groups/0/weight_decay", "adamw"),
        ([{"layers": "output", "learning_rate": -1}], "/groups/0/learning_rate", "from 0 to"),
        ([{"layers": "*", "frozen": True}], "/groups", "Leave at least one"),
        ([{"layers": "output"}], "/groups/0", "or freeze it"),
        (
            [{"layers": "output", "frozen": True, "learning_rate": 0.1}],
            "/groups/0/frozen",
            "Leave one of them out",
        ),
    ],
)
def test_what_cannot_be_is_refused(groups: list[dict[str, Any]], pointer: str, words: str) -> None:
    with pytest.raises(Problems) as refusal:
        planned(**SMALL, groups=groups)
    (problem,) = refusal.value.problems
    assert problem.pointer == pointer
    assert words in problem.remedy


@pytest.mark.parametrize("frozen", ["hidden1", "output"])
@pytest.mark.parametrize("clipped", [None, 0.5])
def test_chunks_are_the_same_steps(clipped: float | None, frozen: str) -> None:
    groups = [{"layers": frozen, "frozen": True}, {"layers": "hidden2", "learning_rate": 0.01}]
    run = prepared(**SMALL, groups=groups, clip_norm=clipped)
    rows = run.stream.indices(0, 6)
    whole, _ = advance(run, run.state, run.data, rows)
    part, _ = advance(run, run.state, run.data, rows[:2])
    parts, _ = advance(run, part, run.data, rows[2:])
    for one, other in zip(jax.tree.leaves(whole), jax.tree.leaves(parts), strict=True):
        np.testing.assert_array_equal(one, other)
