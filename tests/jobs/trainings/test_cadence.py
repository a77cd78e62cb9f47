"""Instruments that measure now and then."""

from typing import Any

import numpy as np
import pytest
from tests.jobs.trainings.runs import SMALL, Recorder, planned, trained

from ravine.vocabulary.problems import Problems

STEPS = 160
RUN: dict[str, Any] = {**SMALL, "epochs": 20}
USUAL = ["update_ratio", "update_cosine", "dead_units", "sharpness"]


def asked(**every: int) -> list[dict[str, Any]]:
    return [{"name": name, "every": every.get(name)} for name in USUAL]


def at(recorder: Recorder, name: str) -> list[int]:
    """The steps of the snapshots that have a column."""
    return [step for step, columns in recorder.snapshots.items() if name in columns]


def test_each_has_its_own_steps() -> None:
    chosen = asked(update_ratio=7, update_cosine=10, dead_units=20, sharpness=7)
    result, recorder = trained(**RUN, instruments=chosen)
    assert result["step"] == STEPS
    assert at(recorder, "update_ratio") == list(range(7, STEPS + 1, 7))
    assert at(recorder, "update_cosine") == list(range(10, STEPS + 1, 10))
    assert at(recorder, "dead") == list(range(0, STEPS + 1, 20))
    assert at(recorder, "sharpness") == [0, *range(7, STEPS + 1, 7), STEPS]
    assert list(recorder.snapshots) == sorted(recorder.snapshots)


def test_it_is_what_would_have_been_measured_anyway() -> None:
    _, always = trained(**RUN, instruments=USUAL)
    _, rarely = trained(**RUN, instruments=asked(update_ratio=7, dead_units=30))
    np.testing.assert_array_equal(always.column("loss"), rarely.column("loss"))
    for step in at(rarely, "update_ratio"):
        np.testing.assert_allclose(
            rarely.snapshots[step]["update_ratio"],
            always.column("update_ratio")[step - 1],
            rtol=1e-6,
        )
    for step in at(rarely, "dead"):
        np.testing.assert_array_equal(
            rarely.snapshots[step]["dead"], always.snapshots[step]["dead"]
        )


def test_readings_belong_to_the_usual_snapshots() -> None:
    _, plain = trained(**RUN)
    _, more = trained(**RUN, instruments=asked(update_ratio=2))
    assert list(more.readings) == list(plain.readings)
    assert set(more.snapshots) > set(plain.snapshots)


def test_the_plan_says_when() -> None:
    plan = planned(**RUN, instruments=asked(update_ratio=7, update_cosine=1, sharpness=5)).plan
    found = {one.name: (one.finest, one.every) for one in plan.instruments}
    assert found["update_ratio"] == ("snapshot", 7)
    assert found["update_cosine"] == ("step", None)
    assert found["sharpness"] == ("snapshot", 5)
    assert found["dead_units"] == ("snapshot", None)
    assert found["loss"] == ("step", None)


@pytest.mark.parametrize(
    ("instrument", "epochs", "pointer", "remedy"),
    [
        ({"name": "loss", "every": 5}, 5, "/instruments/0/every", "Leave `every` out."),
        ({"name": "sharpness", "every": 1}, 200, "/instruments/0/every", "Give at least 2"),
        ({"name": "update_ratio", "every": 3}, 400, "/instruments/0/every", "At every step"),
    ],
)
def test_what_cannot_be_is_refused(
    instrument: dict[str, Any], epochs: int, pointer: str, remedy: str
) -> None:
    with pytest.raises(Problems) as refused:
        planned(**{**SMALL, "epochs": epochs}, instruments=[instrument])
    (problem,) = refused.value.problems
    assert problem.pointer == pointer
    assert remedy in problem.remedy


def test_a_run_that_is_cancelled_ends_with_all() -> None:
    _, recorder = trained(Recorder(cancel_after=2), **RUN, instruments=asked(sharpness=1000))
    last = max(recorder.snapshots)
    assert at(recorder, "sharpness") == [0, last]
    assert "validation_loss" in recorder.snapshots[last]
