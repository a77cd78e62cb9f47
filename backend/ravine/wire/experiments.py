"""Experiments and runs: requests and answers."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from ravine.readings.trainings import Tone
from ravine.wire import limits
from ravine.wire.spec import SOMETHING, Strict
from ravine.wire.training import MetricAnswer, Plan, RunSettings

Status = Literal["queued", "running", "finished", "diverged", "failed", "cancelled", "interrupted"]
Name = Annotated[str, Field(min_length=1, max_length=limits.MAX_NAME, pattern=SOMETHING)]
Number = float | None
Nonfinite = dict[str, dict[str, str]]


class RenameRequest(Strict):
    """Another name for an experiment."""

    name: Name = Field(description="The new name.")


class Headline(MetricAnswer):
    """What a run is judged by, and how it stands."""

    column: str = Field(description="The column of the numbers on validation examples.")
    value: Number = Field(
        description="On the validation examples, at the newest snapshot; null before there is one."
    )


class RunMetrics(BaseModel):
    """The newest values; null before there is one, or when it is not finite."""

    loss: Number = Field(None, description="Of the newest step's batch, before its update.")
    validation_loss: Number = Field(
        None, description="Mean over the validation examples, at the newest snapshot."
    )
    headline: Headline = Field(description="What the run's task measures its success by.")


class RunSummary(BaseModel):
    """A run as it is now."""

    id: str = Field(description="What requests call it.")
    experiment_id: str = Field(description="The experiment it belongs to.")
    label: str = Field(description="What people call it; its own in its experiment.")
    status: Status = Field(description="`queued` and `running` until it ends; then how it ended.")
    sentence: str = Field(
        description="What the run does before its first step, or what became of it; else empty."
    )
    step: int = Field(description="Updates done and stored.")
    steps: int = Field(description="Updates planned.")
    created_at: str = Field(description="ISO 8601, UTC.")
    started_at: str | None = Field(
        description="When a worker began it: ISO 8601, UTC; null before that."
    )
    finished_at: str | None = Field(description="When it ended: ISO 8601, UTC; null before that.")
    elapsed_s: Number = Field(description="Seconds since the start, to the end if there is one.")
    remaining_s: Number = Field(description="Estimate from the speed so far; null if unknown.")
    metrics: RunMetrics = Field(description="The newest values.")
    tone: Tone = Field(description="How good the news of its newest reading are.")


class RunDetail(RunSummary):
    """A run with everything that was asked for, and what it amounts to."""

    settings: RunSettings = Field(
        description="Everything that was asked for, with every default filled in."
    )
    plan: Plan = Field(description="What it amounts to.")


class ExperimentAnswer(BaseModel):
    """Runs that were started together."""

    id: str = Field(description="What requests call it.")
    name: str = Field(description="What people call it.")
    created_at: str = Field(description="ISO 8601, UTC.")
    runs: list[RunSummary] = Field(description="Its runs, in the order of the request.")
    damage: str = Field(description="Why not all of it can be read, and what helps; else empty.")


class ExperimentPage(BaseModel):
    """Experiments, newest first; `next` is the value of `before` that gives the next page."""

    experiments: list[ExperimentAnswer] = Field(description="The newest first.")
    next: str | None = Field(description="`before` of the next page; null on the last one.")


class Series(BaseModel):
    """One column: the step of each row, and its value (a list where there is one per layer)."""

    step: list[int] = Field(description="The step of each row, increasing.")
    value: list[Any] = Field(
        description="A number for each row, or a list with one for each layer; null where it is "
        "not finite, see `nonfinite`."
    )
    rows: int = Field(description="How many rows are stored from `from_step` on.")


class SeriesAnswer(BaseModel):
    """Columns of a run by name."""

    run_id: str = Field(description="The run.")
    series: dict[str, Series] = Field(description="The columns by name.")
    nonfinite: Nonfinite = Field(description="What stands behind a null, by row-major index.")
    downsampled: bool = Field(description="Whether rows were left out to meet `max_points`.")
    thinning: str | None = Field(
        description="Which rows are here where some were left out, in a sentence; null where all "
        "are here."
    )


class ReadingAnswer(BaseModel):
    """What a rule said of a run at a snapshot; it holds until the next snapshot."""

    from_step: int = Field(description="The snapshot it was said at.")
    to_step: int = Field(description="The last step before a snapshot at which it was not said.")
    rule: str = Field(description="The name of the rule that said it.")
    tone: Tone = Field(description="How good the news are.")
    verdict: str = Field(description="Two or three words.")
    sentence: str = Field(description="The numbers that the verdict rests on.")
    layer: str | None = Field(description="The layer it is about, if it is about one.")


class ReadingsAnswer(BaseModel):
    """What was said of a run: by step, at each step the most telling first."""

    readings: list[ReadingAnswer] = Field(description="Empty before the first snapshot.")


class SnapshotList(BaseModel):
    """Steps at which there is a snapshot."""

    run_id: str = Field(description="The run.")
    steps: list[int] = Field(description="The steps, increasing; 0 is before the first update.")


class SnapshotAnswer(BaseModel):
    """Every column of one snapshot."""

    run_id: str = Field(description="The run.")
    step: int = Field(description="The step at which it was taken.")
    columns: dict[str, Any] = Field(
        description="By name: a number or nested lists of numbers, null where one is not finite."
    )
    nonfinite: Nonfinite = Field(
        description="What stands behind a null: column, then index counted row by row."
    )


class Storage(BaseModel):
    """Whether anything can be stored; what is stored can be read in any case."""

    ok: bool = Field(description="Whether runs can be stored at present.")
    sentence: str = Field(description="Why nothing can be stored at present, else empty.")


class HealthAnswer(BaseModel):
    """The server answers."""

    status: Literal["ok"] = Field(description="Always `ok`: otherwise there is no answer.")
    version: str = Field(description="The version of Ravine.")
    storage: Storage = Field(description="Whether anything can be stored.")
