"""Landscape requests: what is filled in, and what is refused, where, with which remedy."""

from typing import Any

import pytest
from pydantic import ValidationError

from ravine.jobs.landscapes.plans import ComparePlan, DrawPlan
from ravine.jobs.landscapes.resolve import resolve_compare, resolve_surface
from ravine.optimizers import OPTIMIZERS
from ravine.vocabulary.problems import Problems
from ravine.wire import limits
from ravine.wire.landscape import CompareRequest, SurfaceRequest


def compare(**request: Any) -> ComparePlan:
    asked = {"surface": "rosenbrock", "optimizers": ["adam"], **request}
    return resolve_compare(CompareRequest.model_validate(asked))


def surface(**request: Any) -> DrawPlan:
    return resolve_surface(SurfaceRequest.model_validate(request))


def problems(**request: Any) -> dict[str, str]:
    with pytest.raises(Problems) as refusal:
        compare(**request)
    return {p.pointer: f"{p.message} {p.remedy}" for p in refusal.value.problems}


def test_everything_is_filled_in() -> None:
    assert compare().model_dump() == {
        "surface": {
            "name": "rosenbrock",
            "params": {"a": 1.0, "b": 100.0},
            "expression": None,
            "x": (-2.0, 2.0),
            "y": (-1.0, 3.0),
            "start": (-1.5, 2.0),
        },
        "start": (-1.5, 2.0),
        "start_given": False,
        "steps": 500,
        "seed": 0,
        "noise": 0.0,
        "optimizers": (
            {
                "name": "adam",
                "params": OPTIMIZERS["adam"].fill(),
                "schedule": {"name": "constant", "params": {}},
                "rate_chosen": "default",
                "label": "Adam",
            },
        ),
    }


def test_a_given_rate_is_called_given_even_when_it_is_the_default() -> None:
    spec = {"name": "adam", "params": {"learning_rate": 0.001}}
    assert compare(optimizers=[spec]).optimizers[0].rate_chosen == "given"


def test_repeated_titles_are_numbered_around_given_labels() -> None:
    specs = ["adam", {"name": "momentum", "label": "Adam 2"}, "adam", "adam"]
    labels = [run.label for run in compare(optimizers=specs).optimizers]
    assert labels == ["Adam", "Adam 2", "Adam 3", "Adam 4"]


def test_a_given_label_takes_a_title() -> None:
    specs = ["adam", {"name": "momentum", "label": "Adam"}]
    labels = [run.label for run in compare(optimizers=specs).optimizers]
    assert labels == ["Adam 2", "Adam"]


def test_an_expression_starts_in_a_corner_of_its_range() -> None:
    own = {"expression": "x^2+y^2", "x": [0, 8], "y": [0, 8]}
    plan = compare(surface=own)
    assert plan.start == (1.0, 7.0)
    assert plan.surface.x == (0.0, 8.0)


@pytest.mark.parametrize(
    ("request_", "pointer", "words"),
    [
        ({"surface": "rosenbrok"}, "/surface/name", "Did you mean 'rosenbrock'?"),
        ({"surface": {"name": "rosenbrock", "params": {"c": 1}}}, "/surface/params/c", "Known: a"),
        ({"surface": {"name": "rosenbrock", "params": {"b": -1}}}, "/surface/params/b", "from 0"),
        ({"surface": {}}, "/surface", "Either a name or an expression"),
        ({"surface": {"name": "beale", "expression": "x"}}, "/surface", "not both"),
        ({"surface": {"name": "beale", "x": [0, 1]}}, "/surface/x", "its own range"),
        ({"surface": {"expression": "x +"}}, "/surface/expression", "cannot be read"),
        ({"surface": {"expression": "x", "x": [1, 1]}}, "/surface/x", "not below"),
        ({"surface": {"expression": "x", "params": {"a": 1}}}, "/surface/params", "no parameters"),
        ({"optimizers": ["adma"]}, "/optimizers/0/name", "Did you mean 'adam'?"),
        (
            {"optimizers": ["adam", {"name": "adam", "params": {"b1": 2}}]},
            "/optimizers/1/params/b1",
            "from 0 to 1",
        ),
        (
            {"optimizers": [{"name": "adam", "schedule": "step"}]},
            "/optimizers/0/schedule/name",
            "step_decay",
        ),
        (
            {
                "optimizers": [
                    {"name": "adam", "schedule": {"name": "step_decay", "params": {"every": 0}}}
                ]
            },
            "/optimizers/0/schedule/params/every",
            "from 1",
        ),
        (
            {"optimizers": [{"name": "adam", "label": "a"}, {"name": "momentum", "label": "a"}]},
            "/optimizers/1/label",
            "stands twice",
        ),
        ({"optimizers": ["adam"] * 16, "steps": 50_000}, "/steps", "up to 12500 steps"),
    ],
)
def test_refused(request_: dict[str, Any], pointer: str, words: str) -> None:
    assert words in problems(**request_)[pointer]


def test_many_optimizers_need_an_own_function_that_compiles_quickly() -> None:
    own = {"expression": "x^" * 60 + "y"}
    several = list(OPTIMIZERS)
    compare(surface=own, optimizers=several[:2])
    compare(surface=own, optimizers=[several[0]] * 16)
    found = problems(surface=own, optimizers=several)
    assert list(found) == ["/optimizers"]
    assert f"operations times optimizers may be {limits.MAX_COMPILED_OPERATIONS}" in str(found)
    ackley = "-20*exp(-0.2*sqrt((x^2+y^2)/2)) - exp((cos(2*pi*x)+cos(2*pi*y))/2) + e + 20"
    for usual in ("(1-x)^2 + 100*(y-x^2)^2", ackley):
        compare(surface={"expression": usual}, optimizers=several * 2)


def test_all_problems_are_gathered() -> None:
    found = problems(
        surface={"name": "quadratic", "params": {"condition": 0}},
        optimizers=["nope", {"name": "adam", "params": {"b1": 2, "b2": "x"}}],
    )
    assert set(found) == {
        "/surface/params/condition",
        "/optimizers/0/name",
        "/optimizers/1/params/b1",
        "/optimizers/1/params/b2",
    }


@pytest.mark.parametrize(
    "request_",
    [
        {"steps": 0},
        {"steps": 1_000_000_000},
        {"steps": 1.5},
        {"start": [float("nan"), 0]},
        {"start": [0, float("inf")]},
        {"start": [1e7, 0]},
        {"start": [0]},
        {"noise": -1},
        {"seed": -1},
        {"optimizers": []},
        {"optimizers": ["adam"] * (limits.MAX_OPTIMIZERS + 1)},
        {"surface": {"expression": "x" * (limits.MAX_EXPRESSION + 1)}},
        {"speed": 3},
        {"optimizers": [{"name": "adam", "rate": 3}]},
        {"optimizers": [{"name": "adam", "label": ""}]},
    ],
)
def test_malformed_requests_do_not_validate(request_: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        compare(**request_)


def test_a_drawing_takes_the_surfaces_range_or_its_own() -> None:
    assert surface(surface="beale").x == (-4.5, 4.5)
    assert surface(surface="beale", x=[0, 1]).x == (0.0, 1.0)
    with pytest.raises(Problems, match="/y: 2 is not below 1"):
        surface(surface="beale", y=[2, 1])


@pytest.mark.parametrize("resolution", [7, 302, 10.5])
def test_resolution_is_bounded(resolution: float) -> None:
    with pytest.raises(ValidationError):
        surface(surface="beale", resolution=resolution)
