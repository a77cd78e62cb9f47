"""What a comparison gives in Python: the same whether it ran in process or on a server."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ravine.arrays import Column, Drawing, column
from ravine.core.descents import Status
from ravine.core.outcomes import Outcome
from ravine.schemas.encoding import KEY, encode
from ravine.schemas.landscape import FilledOptimizer, Protocol, SurfaceDetail
from ravine.tables import long_csv

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Json: TypeAlias = dict[str, Any]

# Plotly's own page offers to send the figure away.
PAGE = {"showSendToCloud": False, "displaylogo": False}
NUMBERS = ("x", "y", "loss", "gradient_norm", "learning_rate")


@dataclass(frozen=True, eq=False)
class Run:
    """One optimizer's path of k steps.

    Args:
        label: its name in charts and tables.
        optimizer: name, every parameter and the schedule.
        x: [k + 1]; entry 0 is the start.
        y: [k + 1].
        loss: [k + 1], of the noise-free surface.
        gradient_norm: [k + 1], of the noise-free gradient.
        learning_rate: [k], the rate of each step.
        state: the optimizer's arrays by name, each `{"x": [k + 1], "y": [k + 1]}`.
        outcome: how it ended.
        gradient_evaluations: how many gradients it took.
    """

    label: str
    optimizer: FilledOptimizer
    x: Column
    y: Column
    loss: Column
    gradient_norm: Column
    learning_rate: Column
    state: dict[str, dict[str, Column]]
    outcome: Outcome
    gradient_evaluations: int

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any]) -> "Run":
        """From one run of the answer of `POST /api/landscape/compare`."""
        broken = answer.get(KEY, {})
        numbers = {name: column(answer[name], broken.get(name)) for name in NUMBERS}
        state = {
            name: {
                axis: column(values[axis], broken.get(f"state.{name}.{axis}"))
                for axis in ("x", "y")
            }
            for name, values in answer["state"].items()
        }
        outcome = answer["outcome"]
        return cls(
            label=answer["label"],
            optimizer=FilledOptimizer.model_validate(answer["optimizer"]),
            **numbers,
            state=state,
            outcome=Outcome(**{**outcome, "status": Status(outcome["status"])}),
            gradient_evaluations=answer["gradient_evaluations"],
        )

    @property
    def columns(self) -> dict[str, Column]:
        """Every array by name; those of the state as `mu.x`."""
        state = {
            f"{name}.{axis}": values
            for name, both in self.state.items()
            for axis, values in both.items()
        }
        return {**{name: getattr(self, name) for name in NUMBERS}, **state}

    def to_answer(self) -> Json:
        """The run as the API says it, with arrays in place of lists."""
        return {
            "label": self.label,
            "optimizer": self.optimizer.model_dump(),
            **{name: getattr(self, name) for name in NUMBERS},
            "state": self.state,
            "outcome": asdict(self.outcome),
            "gradient_evaluations": self.gradient_evaluations,
            KEY: {},
        }


Draw: TypeAlias = Callable[[], Drawing]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Several optimizers on one surface, and what was held equal.

    Args:
        surface: what they ran on.
        runs: one for each optimizer, in the order in which they were given.
        protocol: what was held equal.
        draw: draws the surface when a figure needs it.
    """

    surface: SurfaceDetail
    runs: tuple[Run, ...]
    protocol: Protocol
    draw: Draw = field(repr=False)

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any], draw: Draw) -> "Comparison":
        """From the answer of `POST /api/landscape/compare`."""
        return cls(
            SurfaceDetail.model_validate(answer["surface"]),
            tuple(Run.from_answer(run) for run in answer["runs"]),
            Protocol.model_validate(answer["protocol"]),
            draw,
        )

    def __getitem__(self, label: str) -> Run:
        """The run of that label; raises `KeyError`."""
        for run in self.runs:
            if run.label == label:
                return run
        raise KeyError(label)

    def figure(self) -> "Figure":
        """The paths on the surface's contours, as a Plotly figure."""
        from ravine.figures import landscape_figure

        drawing = self.draw()
        return landscape_figure(drawing.x, drawing.y, drawing.z, self.surface, self.runs)

    def to_json(self) -> str:
        """The answer of `POST /api/landscape/compare`."""
        answer = {
            "surface": self.surface.model_dump(),
            "runs": [run.to_answer() for run in self.runs],
            "protocol": self.protocol.model_dump(),
        }
        return encode(answer).decode()

    def to_dict(self) -> Json:
        """The same as plain Python values; numbers that are not finite are None."""
        answer: Json = json.loads(self.to_json())
        return answer

    def to_csv(self, path: str | PathLike[str] | None = None) -> str:
        """A table with a row for each run and step; written to `path` when one is given."""
        return _written(long_csv([(run.label, run.columns) for run in self.runs]), path)

    def to_html(self, path: str | PathLike[str] | None = None) -> str:
        """The figure as a page that needs no network; written to `path` when one is given."""
        return _written(self.figure().to_html(include_plotlyjs=True, config=PAGE), path)


def _written(text: str, path: str | PathLike[str] | None) -> str:
    if path is not None:
        Path(path).write_text(text, encoding="utf-8")
    return text
