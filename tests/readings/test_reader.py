"""Readings over a whole training: in order, of nothing later, once each."""

import re
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.readings.made import FACTS, UNTRAINED, rows, snapshot

from ravine.readings.trainings import Facts, Reading, ending, reader, spans, summary

CHANCE = {"training_accuracy": 0.1, "validation_accuracy": 0.1}

moments = st.fixed_dictionaries(
    {
        "training_accuracy": st.sampled_from([0.1, 0.5, 1.0]),
        "validation_accuracy": st.sampled_from([0.1, 0.6, 0.97]),
        "training_loss": st.sampled_from([0.1, 2.0, 1e18, np.inf]),
        "validation_loss": st.sampled_from([0.2, 0.9, 3.0, np.nan]),
        "dead": st.sampled_from([[0, 0, 0], [0.5, 0, 0], [1, 1, 0]]),
        "norms": st.sampled_from([[0.5] * 3, [1e-25, 1e-10, 1], [1e25, 1e10, 1], [0] * 3]),
        "ratios": st.sampled_from([[1e-3] * 3, [0.0] * 3, [0.5] * 3, [np.nan] * 3]),
    }
)


def play(
    course: list[dict[str, Any]], facts: Facts = FACTS
) -> list[tuple[int, tuple[Reading, ...]]]:
    """What is said at step 0 and at every tenth step of a training that goes like this."""
    voice = reader(facts)
    spoken = [(0, voice.snapshot(0, snapshot(**UNTRAINED)))]
    for at, moment in enumerate(course):
        columns = dict(moment)
        row = {
            "layer_gradient_norm": columns.pop("norms", [0.5] * 3),
            "update_ratio": columns.pop("ratios", [1e-3] * 3),
        }
        voice.steps(10 * at + 1, rows(10, **row))
        spoken.append((10 * at + 10, voice.snapshot(10 * at + 10, snapshot(**columns))))
    return spoken


@given(st.lists(moments, max_size=8), st.lists(moments, min_size=1, max_size=3))
def test_nothing_later_is_used(course: list[dict[str, Any]], later: list[dict[str, Any]]) -> None:
    assert play(course + later)[: len(course) + 1] == play(course)


@given(st.lists(moments, max_size=12))
def test_spans_are_what_was_said(course: list[dict[str, Any]]) -> None:
    spoken = play(course)
    last = spoken[-1][0]
    found = spans(spoken, last)
    for step in range(last + 1):
        newest = [readings for at, readings in spoken if at <= step][-1]
        at_step = [span.reading for span in found if span.from_step <= step <= span.to_step]
        assert sorted(map(repr, at_step)) == sorted(map(repr, newest))
        assert at_step
        rules = [one.rule for one in at_step]
        assert len(rules) == len(set(rules))
    assert [span.from_step for span in found] == sorted(span.from_step for span in found)


def test_before_the_first_snapshot_nothing_is_said() -> None:
    assert spans([], 0) == []


def test_the_worst_is_said_first() -> None:
    order = ["bad", "warn", "plain", "good"]
    for _, readings in play([{**CHANCE, "dead": [0.5, 0, 0], "training_loss": 9.0}] * 6):
        tones = [one.tone for one in readings]
        assert tones == sorted(tones, key=order.index)


def test_what_was_wrong_is_told_afterwards() -> None:
    spoken = play([CHANCE] * 17 + [{}] * 3)
    assert [one.rule for one in spoken[17][1]] == ["at_chance"]
    for step, readings in spoken[18:]:
        assert step > 170
        assert readings[0].tone == "good"
        assert readings[-1].text == "Earlier: at chance until step 170."
    assert summary(spoken[-1][1]).endswith("Earlier: at chance until step 170.")


def test_what_is_usual_at_the_start_is_not_told_afterwards() -> None:
    spoken = play([CHANCE] * 3 + [{}] * 3)  # chance in the first epoch only
    assert [one.rule for one in spoken[-1][1]] == ["learning"]


def test_trouble_that_came_and_went_is_told_with_its_steps() -> None:
    """A step is large where half of the last twenty are: each spell lasts ten steps longer."""
    large = {"ratios": [0.5] * 3}
    end = play([{}, {}, {}, large, large, large, large, {}, {}])[-1][1]
    assert end[-1].sentence == "large updates from step 40 to 80."
    end = play([{}, {}, {}, large, large, {}, {}, large, large, {}, {}])[-1][1]
    assert end[-1].sentence == "large updates at times, from step 40 to 100."


def test_a_divergence_is_heard_alone() -> None:
    voice = reader(FACTS)
    voice.snapshot(0, snapshot(**UNTRAINED))
    loss = np.array([1, 4, 9, np.inf], np.float32)
    voice.steps(1, rows(4, loss=loss))
    said = voice.snapshot(4, snapshot(**CHANCE, dead=[1, 1, 0], training_loss=np.inf))
    assert [one.text for one in said] == [
        "Diverged at step 4. The loss was 9 at step 3; then it was no longer finite."
    ]


def test_what_did_not_learn_is_told_with_what_kept_it() -> None:
    """Updates of a millionth of the weights lead nowhere in 450 steps."""
    end = play([{**CHANCE, "ratios": [1e-6] * 3}] * 45)[-1][1]
    assert summary(end).startswith("Did not learn.")
    assert " Barely moves. Updates move no kernel by more than 10⁻⁶ of it" in summary(end)


@given(st.lists(moments, min_size=4, max_size=4))
def test_a_finished_run_tells_its_accuracy_once(course: list[dict[str, Any]]) -> None:
    accuracy = course[-1]["validation_accuracy"]
    told = f"{accuracy:.1%} of the validation examples are right."
    text = ending(play(course, FACTS._replace(steps=40, steps_per_epoch=4))[-1][1], told)
    assert len(re.findall(rf"\b{accuracy:.1%} of (the )?(360 )?validation", text)) == 1
