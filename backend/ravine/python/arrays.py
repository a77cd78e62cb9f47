"""Arrays of answers: surfaces drawn on a grid, and the series of a training."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter

from ravine.python.equality import ByValue
from ravine.wire.encoding import KEY
from ravine.wire.landscape import SurfaceDetail
from ravine.wire.scale import Scale

Floats: TypeAlias = npt.NDArray[np.float64]

SCALE: Final[TypeAdapter[Scale]] = TypeAdapter(Scale)


def floats(values: Any, nonfinite: Mapping[str, str] | None = None) -> Floats:
    """An array of an answer, with the numbers that JSON cannot say put back.

    Args:
        values: numbers in any shape; None stands for one that is not finite.
        nonfinite: what those were, by their index counted row by row.
    """
    restored = np.array(values, dtype=np.float64)
    for index, name in (nonfinite or {}).items():
        restored.reshape(-1)[int(index)] = float(name)
    return restored


@dataclass(frozen=True, eq=False, repr=False)
class Drawing(ByValue):
    """Values of a surface on a grid.

    Args:
        surface: what was drawn.
        x: [n].
        y: [m].
        z: [m, n], a row for each y.
        scale: which heights show these values.
    """

    surface: SurfaceDetail
    x: Floats
    y: Floats
    z: Floats
    scale: Scale

    def __repr__(self) -> str:
        return f"<Drawing of {self.surface.title}: {len(self.x)} by {len(self.y)} points>"

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any]) -> "Drawing":
        """From the answer of `POST /api/landscape/surface`."""
        broken = answer.get(KEY, {})
        return cls(
            SurfaceDetail.model_validate(answer["surface"]),
            floats(answer["x"]),
            floats(answer["y"]),
            floats(answer["z"], broken.get("z")),
            SCALE.validate_python(answer["scale"]),
        )


@dataclass(frozen=True, eq=False, repr=False)
class Series(ByValue):
    """One column of a training.

    Args:
        step: [n], the step of each row.
        value: [n], or [n, layers] where there is one for each layer.
        rows: how many rows the server has; more than n where it left some out.
    """

    step: npt.NDArray[np.int64]
    value: Floats
    rows: int

    def __repr__(self) -> str:
        shape = " by ".join(str(size) for size in self.value.shape)
        return f"<Series of {shape} values>"


def series_from_answer(answer: Mapping[str, Any]) -> dict[str, Series]:
    """From the answer of `GET /api/runs/{id}/series`."""
    return {
        name: Series(
            np.array(found["step"], dtype=np.int64),
            floats(found["value"], answer[KEY].get(name)),
            found["rows"],
        )
        for name, found in answer["series"].items()
    }
