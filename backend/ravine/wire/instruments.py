"""Instruments as they are asked for, and as a run has them."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from ravine.wire import limits
from ravine.wire.charts import ChartAnswer
from ravine.wire.landscape import FilledSpec
from ravine.wire.spec import Spec, Whole, from_name

EVERY = (
    "Steps between two measurements: at the steps that it divides, and for what looks at the "
    "network as it is, at the start and at the end as well. Null for as often as is usual: every "
    "step, or the snapshots."
)


class InstrumentSpec(Spec):
    """An instrument by name, and how often it measures."""

    every: Annotated[Whole, Field(ge=1, le=limits.MAX_TRAINING_STEPS)] | None = Field(
        None, description=EVERY
    )


NamedInstrument = Annotated[
    InstrumentSpec, BeforeValidator(from_name, json_schema_input_type=InstrumentSpec | str)
]


class FilledInstrument(FilledSpec):
    """An instrument, every parameter, and how often it measures."""

    every: int | None = Field(description=EVERY)


class ColumnAnswer(BaseModel):
    """A column of numbers that a run will have."""

    name: str = Field(description="What series, frames and files call it.")
    axes: list[str] = Field(description="What its axes stand for; the first is always `step`.")
    summary: str = Field(description="What it holds, in a few words.")
    unit: str = Field(
        description="Of its numbers; `share` for parts of a whole, `class` for the number of a "
        "class, empty where they have none."
    )
    scale: Literal["linear", "log"] = Field(description="How a chart's axis should run.")
    gap: str = Field(
        description="What it means that a value is NaN; empty where it means that numbers have "
        "ended."
    )


class InstrumentPlan(BaseModel):
    """One statistic that a run will have."""

    name: str = Field(description="A name of the catalog's `instruments`.")
    title: str = Field(description="What people call it.")
    finest: Literal["step", "snapshot"] = Field(
        description="Measured at every step, or at some: then its columns come with snapshots."
    )
    every: int | None = Field(description=EVERY)
    columns: list[ColumnAnswer] = Field(description="What it gives.")
    chart: ChartAnswer = Field(description="How it is drawn.")
