"""One scale for a surface's heights, wherever it is drawn."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from tests.jobs.landscapes.test_drawing import drawn

import ravine
from ravine.jobs.landscapes.scale import scale_of
from ravine.python.arrays import SCALE
from ravine.python.relief import COLOURS, LEVELS, heights

# The page's tests read the same table.
PAGE_TESTS: Final = Path(__file__).parents[3] / "frontend" / "tests"
SHARED: Final[dict[str, Any]] = json.loads((PAGE_TESTS / "scale.cases.json").read_text("utf-8"))
CASES: Final = [pytest.param(case, id=case["name"]) for case in SHARED["cases"]]


def numbers(rows: list[list[float | str | None]]) -> np.ndarray:
    return np.array([[np.nan if one is None else float(one) for one in row] for row in rows])


@pytest.mark.parametrize("case", CASES)
def test_the_rule_decides_by_minimum_and_finite_values(case: dict[str, Any]) -> None:
    found = scale_of(numbers(case["z"]), case["minimum"]).model_dump()
    assert found.pop("kind") == case["scale"]["kind"]
    assert found == pytest.approx({k: v for k, v in case["scale"].items() if k != "kind"})


@pytest.mark.parametrize("case", CASES)
def test_heights_are_those_of_the_scale(case: dict[str, Any]) -> None:
    found = heights(SCALE.validate_python(case["scale"]), numbers(case["z"]))
    np.testing.assert_allclose(found, numbers(case["heights"]), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("surface", "kind"),
    [("rosenbrock", "log"), ("beale", "log"), ("monkey_saddle", "asinh"), ("rastrigin", "linear")],
)
def test_an_answer_says_how_its_values_are_drawn(surface: str, kind: str) -> None:
    assert drawn(surface)["scale"]["kind"] == kind


def test_the_monkey_saddle_is_as_deep_as_high_in_a_figure() -> None:
    z = np.asarray(ravine.compare("monkey_saddle", ["adam"], steps=5).figure().data[0].z, float)
    np.testing.assert_allclose(z[:, ::-1], -z, atol=1e-9)  # f(-x, y) = -f(x, y)


def test_contours_are_as_many_and_as_grey_as_on_the_page() -> None:
    contour = ravine.compare("rastrigin", ["adam"], steps=5).figure().data[0]
    assert SHARED["levels"] == LEVELS
    assert [list(stop) for stop in COLOURS] == SHARED["colours"]
    assert (contour.zmax - contour.zmin) / contour.contours.size == pytest.approx(LEVELS)
