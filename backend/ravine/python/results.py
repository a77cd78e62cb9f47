"""What a comparison gives in Python: the same whether it ran in process or on a server."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ravine.python.arrays import Drawing, Floats, floats
from ravine.python.equality import ByValue
from ravine.python.tables import long_csv
from ravine.readings.descents import Outcome, Span, Status
from ravine.wire.encoding import KEY, encode
from ravine.wire.landscape import FilledOptimizer, Protocol, SurfaceDetail

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Json: TypeAlias = dict[str, Any]

# Plotly's own page offers to send the figure away.
PAGE = {"showSendToCloud": False, "displaylogo": False}
NUMBERS = ("x", "y", "loss", "gradient_norm", "learning_rate")


@dataclass(frozen=True, eq=False, repr=False)
class Run(ByValue):
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
        outcomes: what could be said on the way, from step 0 to k; the last of them is `outcome`.
        gradient_evaluations: how many gradients it took.
    """

    label: str
    optimizer: FilledOptimizer
    x: Floats
    y: Floats
    loss: Floats
    gradient_norm: Floats
    learning_rate: Floats
    state: dict[str, dict[str, Floats]]
    outcome: Outcome
    outcomes: tuple[Span, ...]
    gradient_evaluations: int

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any]) -> "Run":
        """From one run of the answer of `POST /api/landscape/compare`."""
        broken = answer.get(KEY, {})
        numbers = {name: floats(answer[name], broken.get(name)) for name in NUMBERS}
        state = {
            name: {
                axis: floats(values[axis], broken.get(f"state.{name}.{axis}"))
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
            outcomes=tuple(
                Span(**{**span, "status": Status(span["status"])}) for span in answer["outcomes"]
            ),
            gradient_evaluations=answer["gradient_evaluations"],
        )

    def __repr__(self) -> str:
        return f"<Run {self.label}: {self.standing}>"

    @property
    def standing(self) -> str:
        """What became of it, in a few words."""
        last = len(self.loss) - 1
        return f"{self.outcome.status.value}, loss {self.loss[-1]:.4g} at step {last}"

    @property
    def columns(self) -> dict[str, Floats]:
        """Every array by name; those of the state as `mu.x`."""
        state = {
            f"{name}.{axis}": values
            for name, both in self.state.items()
            for axis, values in both.items()
        }
        return {**{name: getattr(self, name) for name in NUMBERS}, **state}

    @property
    def table(self) -> dict[str, list[float | None]]:
        """Every number by step from the start on; None where the start has none.

        The length and the learning rate of step k stand at k, the first of them at 1.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            lengths = np.hypot(np.diff(self.x), np.diff(self.y))
        columns = {name: values.tolist() for name, values in self.columns.items()}
        places = {name: columns.pop(name) for name in ("x", "y", "loss", "gradient_norm")}
        step_length = [None, *lengths.tolist()]
        learning_rate = [None, *columns.pop("learning_rate")]
        return {**places, "step_length": step_length, "learning_rate": learning_rate, **columns}

    def to_answer(self) -> Json:
        """The run as the API says it, with arrays in place of lists."""
        return {
            "label": self.label,
            "optimizer": self.optimizer.model_dump(),
            **{name: getattr(self, name) for name in NUMBERS},
            "state": self.state,
            "outcome": asdict(self.outcome),
            "outcomes": [asdict(span) for span in self.outcomes],
            "gradient_evaluations": self.gradient_evaluations,
            KEY: {},
        }


Draw: TypeAlias = Callable[[], Drawing]


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(ByValue):
    """Several optimizers on one surface, and what was held equal: a sequence of its runs.

    Args:
        surface: what they ran on.
        runs: one for each optimizer, in the order in which they were given.
        protocol: what was held equal.
        draw: draws the surface when a figure needs it.
    """

    surface: SurfaceDetail
    runs: tuple[Run, ...]
    protocol: Protocol
    draw: Draw = field(compare=False)

    def __repr__(self) -> str:
        what = self.surface.expression or self.surface.title
        width = max(len(run.label) for run in self.runs)
        rows = (f"  {run.label:{width}}  {run.standing}" for run in self.runs)
        return "\n".join([f"<Comparison on {what}, {self.protocol.steps} steps>", *rows])

    def __len__(self) -> int:
        return len(self.runs)

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any], draw: Draw) -> "Comparison":
        """From the answer of `POST /api/landscape/compare`."""
        return cls(
            SurfaceDetail.model_validate(answer["surface"]),
            tuple(Run.from_answer(run) for run in answer["runs"]),
            Protocol.model_validate(answer["protocol"]),
            draw,
        )

    def __getitem__(self, which: str | int) -> Run:
        """The run of that label, or at that place; raises `KeyError` or `IndexError`."""
        if not isinstance(which, str):
            return self.runs[which]
        for run in self.runs:
            if run.label == which:
                return run
        raise KeyError(which)

    def figure(self) -> "Figure":
        """The paths on the surface's contours, as a Plotly figure."""
        from ravine.python.figures import landscape_figure

        return landscape_figure(self.draw(), self.runs)

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
        return _written(long_csv([(run.label, run.table) for run in self.runs]), path)

    def to_html(self, path: str | PathLike[str] | None = None) -> str:
        """The figure as a page that needs no network; written to `path` when one is given."""
        return _written(self.figure().to_html(include_plotlyjs=True, config=PAGE), path)


def _written(text: str, path: str | PathLike[str] | None) -> str:
    if path is not None:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    return text
