"""Arrays of answers: surfaces drawn on a grid, and the series of a training."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ravine.schemas.encoding import KEY
from ravine.schemas.landscape import SurfaceDetail

Column: TypeAlias = npt.NDArray[np.float64]


def column(values: Any, nonfinite: Mapping[str, str] | None = None) -> Column:
    """An array of an answer, with the numbers that JSON cannot say put back.

    Args:
        values: numbers in any shape; None stands for one that is not finite.
        nonfinite: what those were, by their index counted row by row.
    """
    restored = np.array(values, dtype=np.float64)
    for index, name in (nonfinite or {}).items():
        restored.reshape(-1)[int(index)] = float(name)
    return restored


@dataclass(frozen=True, eq=False)
class Drawing:
    """Values of a surface on a grid.

    Args:
        surface: what was drawn.
        x: [n].
        y: [m].
        z: [m, n], a row for each y.
    """

    surface: SurfaceDetail
    x: Column
    y: Column
    z: Column

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any]) -> "Drawing":
        """From the answer of `POST /api/landscape/surface`."""
        broken = answer.get(KEY, {})
        return cls(
            SurfaceDetail.model_validate(answer["surface"]),
            column(answer["x"]),
            column(answer["y"]),
            column(answer["z"], broken.get("z")),
        )


@dataclass(frozen=True, eq=False)
class Series:
    """One column of a training.

    Args:
        step: [n], the step of each row.
        value: [n], or [n, layers] where there is one for each layer.
    """

    step: npt.NDArray[np.int64]
    value: Column


def series_from_answer(answer: Mapping[str, Any]) -> dict[str, Series]:
    """From the answer of `GET /api/runs/{id}/series`."""
    return {
        name: Series(
            np.array(found["step"], dtype=np.int64),
            column(found["value"], answer[KEY].get(name)),
        )
        for name, found in answer["series"].items()
    }
