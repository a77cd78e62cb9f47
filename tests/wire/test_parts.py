"""What a training is made of is listed once; requests, settings and the catalog follow from it."""

import json
from pathlib import Path
from typing import Annotated, Any, Final

import pytest
from pydantic import Field, ValidationError

from ravine.jobs.trainings.resolve import resolve_run
from ravine.vocabulary.problems import Problems
from ravine.wire import limits
from ravine.wire.catalog import whole_catalog
from ravine.wire.catalogs import CATALOGS
from ravine.wire.landscape import FilledSpec
from ravine.wire.made import TrainingParts
from ravine.wire.parts import EntryPart, NumberPart, asks_for, parts_in
from ravine.wire.spec import Spec, Strict
from ravine.wire.training import PARTS, RunRequest, RunSettings

# The page's tests read the same list.
IMPLIED: Final = {"task": "classification", "activation": "relu", "loss": "cross_entropy"}
CASES: Final = Path(__file__).parents[2] / "frontend" / "tests" / "parts.cases.json"


def test_the_pages_tests_know_the_parts() -> None:
    answer = [part.model_dump(mode="json") for part in whole_catalog().parts]
    assert json.loads(CASES.read_text("utf-8")) == answer


def test_every_part_is_asked_for_and_settled() -> None:
    assert {*PARTS} <= {*RunRequest.model_fields}
    assert {*PARTS} <= {*RunSettings.model_fields}
    assert len({part.link for part in PARTS.values()}) == len(PARTS)
    settings = resolve_run(RunRequest.model_validate({})).settings
    for key, part in PARTS.items():
        if isinstance(part, EntryPart):
            chosen = settings.entry(key)
            assert chosen.name == (part.default or IMPLIED[key])
            assert chosen.params == part.entries[chosen.name].fill()


@pytest.mark.parametrize("key", [key for key in PARTS if isinstance(PARTS[key], EntryPart)])
def test_an_unknown_entry_is_refused_under_its_part(key: str) -> None:
    with pytest.raises(Problems) as refusal:
        resolve_run(RunRequest.model_validate({key: "nothing_like_this"}))
    assert [problem.pointer for problem in refusal.value.problems] == [f"/{key}/name"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("batch_size", 0),
        ("batch_size", limits.MAX_BATCH + 1),
        ("batch_size", 1.5),
        ("batch_size", None),
        ("batch_size", "8"),
        ("epochs", limits.MAX_EPOCHS + 1),
        ("seed", -1),
        ("clip_norm", 0.0),
        ("clip_norm", True),
    ],
)
def test_numbers_are_bounded(field: str, value: Any) -> None:
    with pytest.raises(ValidationError, match=field):
        RunRequest.model_validate({field: value})


def test_only_what_can_be_switched_off_may_be_null() -> None:
    asked = RunRequest.model_validate({"clip_norm": None})
    assert resolve_run(asked).settings.clip_norm is None
    assert resolve_run(RunRequest.model_validate({"clip_norm": 2})).settings.clip_norm == 2


class More(TrainingParts):
    """One entry and one number more."""

    flavour: Annotated[
        FilledSpec, EntryPart(title="flavour", link="fl", catalog="activations", default="tanh")
    ] = Field(description="How it tastes.")
    salt: Annotated[
        float, NumberPart(title="salt", link="sa", kind="float", low=0, high=2, default=0.5)
    ] = Field(description="Pinches.")


def test_a_part_more_is_a_field_more() -> None:
    @asks_for(More)
    class Request(Strict):
        """A request."""

    asked = vars(Request.model_validate({"flavour": "relu"}))
    assert (asked["flavour"], asked["salt"]) == (Spec(name="relu"), 0.5)
    assert list(parts_in(More)) == [*PARTS, "flavour", "salt"]
    with pytest.raises(ValidationError, match="salt"):
        Request.model_validate({"salt": 3})
    properties = Request.model_json_schema()["properties"]
    assert properties["salt"]["description"] == "Pinches."
    assert properties["salt"]["default"] == 0.5
    assert properties["flavour"]["description"] == "How it tastes. Default: tanh."


def test_every_part_is_of_a_catalog_that_is_answered() -> None:
    answer = whole_catalog().model_dump()
    for part in PARTS.values():
        if isinstance(part, EntryPart):
            assert part.catalog in CATALOGS
            assert [entry["name"] for entry in answer[part.catalog]] == list(part.entries)
