"""Charts draw what their instruments give, and travel in plans."""

from dataclasses import asdict, fields
from typing import Any, get_args

import pytest
from tests.jobs.trainings.runs import SMALL, planned

from ravine.instruments import INSTRUMENTS, ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.marks import Band, Bar, Heat, Image, Line, Mark, Pixels, Plane, Point, Rule
from ravine.wire.charts import MarkAnswer, chart_answer

OVER_STEPS = ColumnPlan("over_steps", ("step",), "a number a step")
BY_LAYER = ColumnPlan("by_layer", ("step", "layer"), "a number a step and layer")
BY_EXAMPLE = ColumnPlan("by_example", ("step", "example"), "a number an example")
BY_PIXEL = ColumnPlan("by_pixel", ("step", "example", "input"), "a number a pixel")
SPREAD = ColumnPlan("spread", ("step", "layer", "percentile"), "percentiles of each layer")


def drawn(*marks: Mark) -> Instrument:
    return Instrument(
        name="own",
        title="Own",
        summary="Ours.",
        finest="snapshot",
        columns=(OVER_STEPS, BY_LAYER, SPREAD, BY_EXAMPLE, BY_PIXEL),
        measure=dict,
        chart=Chart((Row("Own", (Picture("own", marks),)),)),
    )


@pytest.mark.parametrize(
    "marks",
    [
        (Line("over_steps"),),
        (Line("by_layer"), Rule("a bound", value=1.0), Band("spread", "step")),
        (Line("over_steps"), Rule("a bound", column="over_steps")),
        (Band("spread", "layer", "by_layer"), Bar("by_layer", "a bar")),
        (Heat("by_layer", 1e-3, 1.0),),
        (Point("by_example", "by_example", "equal"),),
        (Pixels("by_pixel"),),
    ],
)
def test_marks_are_composed_on_the_same_axes(marks: tuple[Mark, ...]) -> None:
    assert drawn(*marks).chart.rows[0].pictures[0].marks == marks


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ((Line("over_step"),), "a line names 'over_step'; the columns are: over_steps, by_layer"),
        ((Line("spread"),), r"a line draws axes \('step',\) or \('step', 'layer'\), and 'spread'"),
        ((Heat("over_steps", 1e-3, 1.0),), "a heat draws axes"),
        ((Band("by_layer", "layer"),), "a band draws axes"),
        ((Band("spread", "layer", "lost"),), "a band names 'lost'"),
        ((Rule("a bound", column="by_layer"),), "a rule draws axes"),
        ((Plane("by_layer", "by_layer"),), "a plane draws axes"),
        ((Point("over_steps", "by_example"),), "a point draws axes"),
        ((Pixels("by_example"),), "a pixels draws axes"),
        ((Image("by_layer", "by_layer"),), "an? image draws axes"),
        ((Line("by_layer"), Bar("by_layer", "a bar")), r"same axes, and has \['layers', 'steps'\]"),
        ((), "needs marks"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(marks: tuple[Mark, ...], said: str) -> None:
    with pytest.raises(ValueError, match=f"the chart of instrument 'own': .*{said}"):
        drawn(*marks)


def test_a_rule_has_a_value_or_a_column() -> None:
    with pytest.raises(ValueError, match="needs either a value or a column"):
        Rule("a bound")
    with pytest.raises(ValueError, match="needs either a value or a column"):
        Rule("a bound", 1.0, "over_steps")


def marks_of(entry: Instrument) -> list[Mark]:
    return [mark for row in entry.chart.rows for one in row.pictures for mark in one.marks]


def test_no_mark_is_there_that_nothing_draws() -> None:
    used = {type(mark) for entry in INSTRUMENTS.values() for mark in marks_of(entry)}
    assert used == set(get_args(Mark))


def test_the_wire_carries_every_mark_whole() -> None:
    union, _ = get_args(MarkAnswer)
    sent = {frozenset(model.model_fields) for model in get_args(union)}
    assert sent == {frozenset(one.name for one in fields(mark)) for mark in get_args(Mark)}
    for entry in INSTRUMENTS.values():
        assert as_lists(asdict(entry.chart)) == chart_answer(entry).model_dump()


def as_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_lists(one) for key, one in value.items()}
    return [as_lists(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("entry", INSTRUMENTS.values(), ids=lambda entry: entry.name)
def test_rows_say_what_they_are(entry: Instrument) -> None:
    for row in entry.chart.rows:
        assert row.title[0].isupper()
        assert row.height == 0 or row.height >= 100
        for picture in row.pictures:
            assert picture.title[0].islower()


def test_a_plan_carries_the_charts() -> None:
    plan = planned(**SMALL).plan
    rows = {row.title for one in plan.instruments for row in one.chart.rows}
    assert {"Loss and scores", "Decision boundary", "Distribution by layer"} <= rows
    options = [one.chart.option for one in plan.instruments if one.chart.option]
    assert options == ["activation", "pre-activation", "gradient", "weight"]
