"""Comma-separated values are the same from the package, the server and the page."""

import asyncio
import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from tests.server.http.test_series import Shelf, asked

from ravine.python.results import Run
from ravine.python.tables import long_csv
from ravine.server.http.series_csv import as_csv
from ravine.wire.tables import csv_lines

# The page's tests read the same table.
PAGE_TESTS: Final = Path(__file__).parents[2] / "frontend" / "tests"


def number(members: dict[str, Any]) -> Any:
    """The numbers that JSON cannot say are written as `{"float": "nan"}`."""
    return float(members["float"]) if set(members) == {"float"} else members


CASES: Final[dict[str, Any]] = json.loads(
    (PAGE_TESTS / "csv.cases.json").read_text("utf-8"), object_hook=number
)
ENDING: Final = {
    "optimizer": {"name": "a", "params": {}, "schedule": {"name": "constant", "params": {}}},
    "outcome": {"status": "descending", "step": 0, "sentence": "", "sensitive_from": None},
    "outcomes": [],
    "gradient_evaluations": 1,
}


@pytest.mark.parametrize(("value", "text"), CASES["cells"])
def test_a_cell(value: float | str | None, text: str) -> None:
    assert csv_lines([["a", value]]) == f"a,{text}\n"
    if isinstance(value, int):
        assert csv_lines([["a", float(value)]]) == f"a,{text}\n"


def test_the_package_writes_every_step_of_every_run() -> None:
    runs = [Run.from_answer({**run, **ENDING}) for run in CASES["runs"]]
    assert long_csv([(run.label, run.table) for run in runs]) == CASES["csv"]


def test_the_server_writes_a_column_for_each_layer() -> None:
    loss = np.array([0.5, np.nan, 1e-20], "f4")
    norms = np.array([[1, 2], [-np.inf, 0.25], [-0.0, 1e20]], "f4")

    async def gather() -> str:
        return "".join([part async for part in as_csv(asked(Shelf(loss, norms), 2, None, 1))])

    text = asyncio.run(gather())
    assert text.splitlines(keepends=True) == [
        "step,loss,val,norms[0],norms[1]\n",
        "0,,0,,\n",
        "1,0.5,,1,2\n",
        "2,nan,,-inf,0.25\n",
        "3,9.999999682655225e-21,,0,1.0000000200408773e+20\n",
    ]
