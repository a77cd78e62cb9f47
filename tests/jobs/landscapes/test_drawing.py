"""Drawn surfaces."""

from typing import Any

import numpy as np
from tests.oracles.surfaces import ORACLES

from ravine.jobs.landscapes.drawing import draw
from ravine.jobs.landscapes.resolve import resolve_surface
from ravine.wire.landscape import SurfaceRequest


def drawn(surface: object, **request: Any) -> dict[str, Any]:
    asked = SurfaceRequest.model_validate({"surface": surface, **request})
    return draw(resolve_surface(asked))


def test_rows_go_along_y() -> None:
    answer = drawn("rosenbrock", x=(-1, 2), y=(0, 5), resolution=9)
    assert answer["z"].shape == (9, 9)
    np.testing.assert_allclose(answer["x"], np.linspace(-1, 2, 9))
    np.testing.assert_allclose(answer["y"], np.linspace(0, 5, 9))
    expected = ORACLES["rosenbrock"].value(answer["x"][None, :], answer["y"][:, None], 1.0, 100.0)
    np.testing.assert_allclose(answer["z"], expected, rtol=1e-12)
    assert answer["surface"]["minimizers"] == [{"x": 1.0, "y": 1.0, "value": 0.0}]


def test_a_constant_fills_the_grid() -> None:
    answer = drawn({"expression": "3"}, resolution=8)
    np.testing.assert_array_equal(answer["z"], np.full((8, 8), 3.0))


def test_values_that_are_not_finite_are_kept() -> None:
    answer = drawn({"expression": "log(x)/y"}, x=(-1, 1), y=(0, 1), resolution=9)
    assert np.isnan(answer["z"][3, 0])
    assert answer["z"][0, 5] == -np.inf
    assert answer["surface"]["expression"] == "log(x)/y"
    assert answer["surface"]["minimum"] is None


def test_own_range_of_an_expression_is_drawn() -> None:
    own = {"expression": "x + y", "x": (-3, 5), "y": (0, 8)}
    answer = drawn(own, resolution=9)
    assert answer["x"][[0, -1]].tolist() == [-3.0, 5.0]
    assert answer["y"][[0, -1]].tolist() == [0.0, 8.0]
    assert answer["surface"]["start"] == [-2.0, 7.0]
