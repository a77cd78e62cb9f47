"""Every instrument gives the columns that it announces, on the axes that it announces."""

from typing import Any

import numpy as np
import pytest
from tests.jobs.trainings.runs import SMALL, planned, trained

from ravine.core.summaries import BINS, PERCENTILES
from ravine.instruments import INSTRUMENTS, Instrument
from ravine.instruments.boundary import RESOLUTION
from ravine.instruments.prices import all_prices
from ravine.vocabulary.problems import Problems
from ravine.wire.catalog import whole_catalog
from ravine.wire.fitting import goes

MOONS = {"dataset": "moons", "task": "classification"}
EVERYTHING: dict[str, Any] = {
    **SMALL,
    "instruments": [name for name, entry in INSTRUMENTS.items() if goes(entry, MOONS)],
}
LENGTHS = {
    "layer": 3,
    "bin": BINS,
    "bound": 2,
    "percentile": len(PERCENTILES),
    "row": RESOLUTION,
    "column": RESOLUTION,
}


@pytest.mark.parametrize("entry", INSTRUMENTS.values(), ids=lambda entry: entry.name)
def test_columns_say_what_they_are(entry: Instrument) -> None:
    assert entry.columns
    for column in entry.columns:
        assert column.axes[0] == "step"
        assert column.summary[0].islower() or column.summary[0].isdigit()
        assert not column.summary.endswith(".")


def test_all_that_can_be_left_out_has_a_measured_price() -> None:
    prices = all_prices()
    assert set(prices) == {name for name, one in INSTRUMENTS.items() if one.chosen != "always"}
    assert all(0 <= price < 10_000 for price in prices.values())
    # Sixty Hessian products and more, each about a step.
    assert prices["sharpness"] > 30
    sent = {entry.name: entry.price for entry in whole_catalog().instruments}
    assert sent == {name: prices.get(name) for name in INSTRUMENTS}


def test_no_two_instruments_share_a_column() -> None:
    names = [column.name for entry in INSTRUMENTS.values() for column in entry.columns]
    assert len(set(names)) == len(names)


def test_a_run_sends_exactly_what_its_plan_lists() -> None:
    plan = planned(**EVERYTHING).plan
    _, recorder = trained(**EVERYTHING)
    listed: dict[str, dict[str, list[str]]] = {"step": {}, "snapshot": {}}
    for instrument in plan.instruments:
        listed[instrument.finest] |= {column.name: column.axes for column in instrument.columns}
    assert [one.name for one in plan.instruments] == EVERYTHING["instruments"]
    for _, steps, columns in recorder.steps:
        assert list(columns) == list(listed["step"])
        for name, values in columns.items():
            assert values.shape == (steps, *(LENGTHS[axis] for axis in listed["step"][name][1:]))
    for columns in recorder.snapshots.values():
        assert list(columns) == list(listed["snapshot"])
        for name, values in columns.items():
            assert values.shape == tuple(LENGTHS[axis] for axis in listed["snapshot"][name][1:])


def test_samples_are_measured_on_images_and_boundaries_on_points() -> None:
    names = {
        dataset: [one.name for one in planned(dataset=dataset).plan.instruments]
        for dataset in ("digits", "moons")
    }
    assert "samples" in names["digits"]
    assert "samples" not in names["moons"]
    assert "boundary" in names["moons"]
    assert "boundary" not in names["digits"]


def test_who_asks_for_nothing_gets_what_every_run_has() -> None:
    settled = planned(**SMALL, instruments=[])
    names = [spec.name for spec in settled.settings.instruments]
    assert names == ["loss", "scores", "gradient_norm", "learning_rate"]
    _, recorder = trained(**SMALL, instruments=[])
    assert "update_ratio" not in recorder.steps[0][2]
    assert recorder.readings[40]


def test_what_is_chosen_changes_nothing_that_is_measured() -> None:
    """Nor how the network learns: the same numbers, to rounding of what is compiled otherwise."""
    _, less = trained(**SMALL)
    _, more = trained(**EVERYTHING)
    for name in ("loss", "gradient_norm", "update_ratio"):
        np.testing.assert_allclose(less.column(name), more.column(name), rtol=1e-4)


@pytest.mark.parametrize(
    ("asked", "pointer", "words"),
    [
        ("sharpnes", "/instruments/0/name", "Did you mean 'sharpness'?"),
        ("samples", "/instruments/0/name", "choose from: loss"),
        (
            {"name": "sharpness", "params": {"iterations": 0}},
            "/instruments/0/params/iterations",
            "from 1 to 200",
        ),
    ],
)
def test_what_cannot_be_measured_is_refused(asked: Any, pointer: str, words: str) -> None:
    with pytest.raises(Problems) as refusal:
        planned(**SMALL, instruments=[asked])
    (problem,) = refusal.value.problems
    assert problem.pointer == pointer
    assert words in problem.remedy


def test_nothing_is_measured_twice() -> None:
    with pytest.raises(Problems, match=r"/instruments/1/name: 'sharpness' stands twice"):
        planned(**SMALL, instruments=["sharpness", "sharpness"])
