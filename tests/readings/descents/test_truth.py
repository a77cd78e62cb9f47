"""A table of descents whose truth is known beforehand."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from tests.oracles.comparisons import answer
from tests.readings.descents import long_ways, quadratics, shapes_of_ground
from tests.readings.descents.cases import Case
from tests.readings.descents.claims import claims_of, latest_step, untrue

CASES = [*quadratics.CASES, *shapes_of_ground.CASES, *long_ways.CASES]
each = pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])


@cache
def run_of(index: int) -> dict[str, Any]:
    run: dict[str, Any] = answer(**CASES[index].asked)["runs"][0]
    return run


def of(case: Case) -> dict[str, Any]:
    return run_of(CASES.index(case))


def test_the_table_is_large() -> None:
    assert len(CASES) >= 150
    assert {status for case in CASES if len(case.truth) == 1 for status in case.truth} == {
        *("converged", "descending", "stalled", "oscillating", "wandering", "diverged")
    }


@each
def test_the_end_is_called_what_it_is(case: Case) -> None:
    outcome = of(case)["outcome"]
    assert outcome["status"] in case.truth, outcome
    for word in case.says:
        assert word in outcome["sentence"]


@each
def test_nothing_untrue_is_said_on_the_way(case: Case) -> None:
    for span in of(case)["outcomes"]:
        assert span["status"] not in case.never_is, span
        for word in case.never:
            assert word not in span["sentence"], span


@each
def test_numbers_are_those_of_the_path(case: Case) -> None:
    run = of(case)
    for span in run["outcomes"]:
        assert untrue(run, span["sentence"]) == [], span
        assert "%" not in span["sentence"]
        assert span["sentence"].endswith(".")
        assert claims_of(span["sentence"])


@each
def test_spans_tell_of_the_past_and_leave_no_gap(case: Case) -> None:
    run = of(case)
    spans = run["outcomes"]
    assert [span["from_step"] for span in spans] == [
        0,
        *(span["to_step"] + 1 for span in spans[:-1]),
    ]
    assert spans[-1]["to_step"] == len(run["loss"]) - 1
    assert all(latest_step(span["sentence"]) <= span["from_step"] for span in spans)
    last, outcome = spans[-1], run["outcome"]
    assert (last["status"], last["sentence"]) == (outcome["status"], outcome["sentence"])
    assert 0 <= outcome["step"] <= last["to_step"]


@each
def test_without_noise_converged_is_the_last_word(case: Case) -> None:
    statuses = [span["status"] for span in of(case)["outcomes"]]
    if "converged" in statuses and not dict(case.request).get("noise"):
        assert set(statuses[statuses.index("converged") :]) == {"converged"}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.minima is not None], ids=lambda case: case.why
)
def test_converged_is_near_a_minimum(case: Case) -> None:
    run, assert_near = of(case), 0.0
    for span in run["outcomes"]:
        if span["status"] != "converged":
            continue
        x, y = run["x"][span["from_step"]], run["y"][span["from_step"]]
        assert_near = min(np.hypot(x - at[0], y - at[1]) for at in case.minima or ())
        assert assert_near < 0.06, span
