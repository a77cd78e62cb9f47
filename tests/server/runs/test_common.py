"""What is compiled while idle is what the page starts with."""

from typing import Any

from ravine.datasets import DATASETS
from ravine.jobs.trainings.plans import TrainPlan
from ravine.jobs.trainings.resolve import resolve_run
from ravine.server.runs.common import common_trainings
from ravine.wire.catalog import whole_catalog
from ravine.wire.training import RunRequest


def filled(settings: dict[str, Any]) -> TrainPlan:
    return resolve_run(RunRequest.model_validate(settings))


def opened() -> tuple[dict[str, Any], dict[str, Any]]:
    """What the page's two variants begin with, by what the catalog's answer says."""
    parts = whole_catalog().model_dump()["parts"]
    first = {part["key"]: part["begins"] for part in parts}
    own = {part["key"]: part["rival"] for part in parts if part["rival"] is not None}
    assert own
    return first, first | own


def test_the_trainings_of_a_new_page_are_compiled_for_every_dataset() -> None:
    compiled = common_trainings()
    for variant in opened():
        for dataset in DATASETS:
            assert filled({**variant, "dataset": {"name": dataset}}) in compiled


def test_one_optimizer_more_is_compiled_as_the_page_would_run_it() -> None:
    assert filled({**opened()[0], "optimizer": "adam"}) in common_trainings()
