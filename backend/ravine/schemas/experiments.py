"""Experiments and runs: requests and answers."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from ravine.schemas import limits
from ravine.schemas.spec import SOMETHING, Strict
from ravine.schemas.training import Plan, RunSettings

Status = Literal["queued", "running", "finished", "diverged", "failed", "cancelled", "interrupted"]
Name = Annotated[str, Field(min_length=1, max_length=limits.MAX_NAME, pattern=SOMETHING)]
Number = float | None
Nonfinite = dict[str, dict[str, str]]


class RenameRequest(Strict):
    """Another name for an experiment."""

    name: Name


class RunMetrics(BaseModel):
    """The newest values; null before there is one, or when it is not finite."""

    loss: Number = None
    validation_loss: Number = None
    validation_accuracy: Number = None


class RunSummary(BaseModel):
    """A run as it is now."""

    id: str
    experiment_id: str
    label: str
    status: Status
    sentence: str = Field(description="What became of the run, for people; empty while it runs.")
    step: int = Field(description="Updates done and stored.")
    steps: int = Field(description="Updates planned.")
    created_at: str = Field(description="ISO 8601, UTC.")
    started_at: str | None
    finished_at: str | None
    elapsed_s: Number = Field(description="Seconds since the start, to the end if there is one.")
    remaining_s: Number = Field(description="Estimate from the speed so far; null if unknown.")
    metrics: RunMetrics


class RunDetail(RunSummary):
    """A run with everything that was asked for, and what it amounts to."""

    settings: RunSettings
    plan: Plan


class ExperimentAnswer(BaseModel):
    """Runs that were started together."""

    id: str
    name: str
    created_at: str
    runs: list[RunSummary]


class ExperimentPage(BaseModel):
    """Experiments, newest first; `next` is the value of `before` that gives the next page."""

    experiments: list[ExperimentAnswer]
    next: str | None


class Series(BaseModel):
    """One column: the step of each row, and its value (a list where there is one per layer)."""

    step: list[int]
    value: list[Any]


class SeriesAnswer(BaseModel):
    """Columns of a run by name."""

    run_id: str
    series: dict[str, Series]
    nonfinite: Nonfinite = Field(description="What stands behind a null, by row-major index.")
    downsampled: bool = Field(description="Whether rows were left out to meet `max_points`.")


class SnapshotList(BaseModel):
    """Steps at which there is a snapshot."""

    run_id: str
    steps: list[int]


class SnapshotAnswer(BaseModel):
    """Every column of one snapshot."""

    run_id: str
    step: int
    columns: dict[str, Any]
    nonfinite: Nonfinite


class HealthAnswer(BaseModel):
    """The server answers."""

    status: Literal["ok"]
    version: str
