"""Training requests, and what is known of a run before it starts."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field

from ravine.core.learning import Metric
from ravine.wire import limits
from ravine.wire.instruments import FilledInstrument, InstrumentPlan, NamedInstrument
from ravine.wire.landscape import FilledSpec, Label
from ravine.wire.made import TrainingParts
from ravine.wire.parts import asks_for, parts_in
from ravine.wire.spec import NamedSpec, Strict

PARTS: Final = parts_in(TrainingParts)
"""What a training is made of, by the fields of requests."""


@asks_for(TrainingParts)
class RunRequest(Strict):
    """One training. Runs of an experiment share weights (where shapes agree) and batches."""

    label: Label | None = Field(None, description="Default: A, B, C and so on.")
    instruments: (
        Annotated[list[NamedInstrument], Field(max_length=limits.MAX_INSTRUMENTS)] | None
    ) = Field(
        None,
        description="What is measured beside what every run measures; names of the catalog's "
        "`instruments`. Null for those that it marks as `default`.",
    )

    def asked(self, key: str) -> Any:
        """What was asked for as a part: a `Spec`, or a number."""
        return vars(self)[key]


class ExperimentRequest(Strict):
    """Several trainings to be compared."""

    name: Annotated[str, Field(max_length=limits.MAX_NAME)] | None = Field(
        None, description="What people call it; by default made from what the runs differ in."
    )
    runs: Annotated[list[RunRequest], Field(min_length=1, max_length=limits.MAX_RUNS)] = Field(
        description="The trainings; each fills in its own defaults."
    )


class DatasetRequest(Strict):
    """A dataset to look at."""

    dataset: NamedSpec = Field(description="A name, or a name with parameters.")


class RunSettings(TrainingParts):
    """A run request with every default and parameter filled in."""

    label: str = Field(description="What people call it.")
    instruments: list[FilledInstrument] = Field(description="What is measured.")

    def entry(self, key: str) -> FilledSpec:
        """The entry chosen as a part."""
        chosen: FilledSpec = vars(self)[key]
        return chosen


class LayerAnswer(BaseModel):
    """A layer that has weights."""

    path: str = Field(description="What weights and groups call it.")
    name: str = Field(description="What people and readings call it.")
    kind: str = Field(description="A name of the catalog's `layers`.")
    inputs: int = Field(description="Numbers that go into each unit.")
    units: int = Field(description="Numbers that come out.")
    parameters: int = Field(description="Numbers that are learned.")


class MetricAnswer(BaseModel):
    """A measure of success."""

    name: str = Field(
        description="Its columns are `training_` and `validation_`, followed by this."
    )
    title: str = Field(description="What people call it, within a sentence.")
    summary: str = Field(description="What it is, in a few words.")
    better: Literal["higher", "lower"] = Field(description="Which way success lies.")
    unit: str = Field(
        description="Of its numbers: `share` for 0 to 1, in the catalog `target` for that of the "
        "dataset's targets, empty where they have none."
    )


def metric_answer(metric: Metric, unit: str | None = None) -> MetricAnswer:
    """A metric as clients see it; `unit` is that of the targets, where it is known."""
    known = metric.unit if unit is None or metric.unit != "target" else unit
    return MetricAnswer(
        name=metric.name,
        title=metric.title,
        summary=metric.summary,
        better=metric.better,
        unit=known,
    )


class Plan(BaseModel):
    """What a run will do. `protocol` says in sentences what is held equal, and how."""

    steps: int = Field(description="Updates.")
    steps_per_epoch: float = Field(
        description="Updates of a pass; a fraction where the last batch is shared."
    )
    layers: list[LayerAnswer] = Field(description="In the order of the forward pass.")
    parameters: int = Field(description="Weights and biases of all layers.")
    train_examples: int = Field(description="Examples that are learned from.")
    validation_examples: int = Field(description="Examples that are kept for judging.")
    snapshot_every: int = Field(
        description="Steps between two snapshots. Before the first of them there are "
        "some at steps 1, 2, 4 and so on, and there is one at the last step. Between them there "
        "are those of instruments that have a cadence of their own, with their columns alone."
    )
    instruments: list[InstrumentPlan] = Field(description="What is measured, and as what.")
    headline: MetricAnswer = Field(description="What the run is judged by.")
    protocol: list[str] = Field(description="What is held equal, and how, for people.")
