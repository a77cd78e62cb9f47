"""What an instrument is: one statistic of a training, from its formula to its columns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from ravine.core.learning import Metric
from ravine.core.sight import Measured
from ravine.instruments.chart import UNDRAWN, Chart
from ravine.instruments.marks import Axes
from ravine.vocabulary.catalog import Entry

Scale: TypeAlias = Literal["linear", "log"]
Kind: TypeAlias = Literal["plane", "vector", "image"]


class ColumnPlan(NamedTuple):
    """One column of numbers.

    Args:
        name: what the series, the frames and the files call it.
        axes: what its axes stand for, the steps it was measured at first.
        summary: what it holds, in a few words.
        unit: of its numbers; `share` for parts of a whole, `class` for the number of a class,
            `target` for the unit of the dataset's targets, empty where they have none.
        scale: how a chart's axis should run.
        gap: what it means that a value is NaN; empty where it means that numbers have ended.
    """

    name: str
    axes: Axes
    summary: str
    unit: str = ""
    scale: Scale = "linear"
    gap: str = ""


def as_columns(measured: Measured) -> dict[str, np.ndarray]:
    """What was measured, as it is."""
    return {name: np.asarray(value) for name, value in measured.items()}


@dataclass(frozen=True, kw_only=True, eq=False)
class Instrument(Entry):
    """One statistic.

    Args:
        finest: measured at every step, as part of the compiled loop, or at snapshots.
        columns: what it gives.
        chart: how it is drawn.
        measure: from what such a moment offers (`StepSight` or `SnapshotSight`), and the entry's
            parameters, to arrays; compiled.
        finish: from these to the columns, on the host; for snapshots only.
        chosen: whether every run has it, since others rest on it; or a run has it unless it says
            otherwise; or only when it is asked for.
        inputs: the kind of inputs that it needs; empty for any.
        task: the task that it belongs to; empty for any.
        scoring: from a task's metrics to the instrument that has a column for each; None where
            its columns are always the same.

    Raises:
        ValueError: the chart does not fit the columns.
    """

    finest: Literal["step", "snapshot"]
    columns: tuple[ColumnPlan, ...]
    measure: Callable[..., Measured]
    finish: Callable[[Measured], dict[str, np.ndarray]] = as_columns
    chosen: Literal["always", "default", "asked"] = "default"
    inputs: Kind | Literal[""] = ""
    task: str = ""
    scoring: Callable[[tuple[Metric, ...]], "Instrument"] | None = None
    chart: Chart = UNDRAWN

    def __post_init__(self) -> None:
        try:
            self.chart.check({column.name: column.axes for column in self.columns})
        except ValueError as error:
            raise ValueError(f"the chart of instrument '{self.name}': {error}") from None

    def measuring(self, metrics: tuple[Metric, ...]) -> "Instrument":
        """The instrument as a task with these metrics has it."""
        return self if self.scoring is None else self.scoring(metrics)
