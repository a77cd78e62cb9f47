"""What clients see of the catalogs: from one entry come controls, formula and validation."""

from typing import Literal

from pydantic import BaseModel, Field

from ravine.wire.groups import LayerGroup
from ravine.wire.instruments import ColumnAnswer
from ravine.wire.landscape import DomainAnswer, MinimizerAnswer
from ravine.wire.spec import ParameterValue, Spec
from ravine.wire.training import MetricAnswer


class ParameterAnswer(BaseModel):
    """What can be set: `low` to `high` is accepted, a slider covers `soft_low` to `soft_high`."""

    name: str = Field(description="What requests call it.")
    title: str = Field(description="What people call it.")
    kind: str = Field(
        description="`float`, `int`, `bool`, `choice` (one of `choices`) or `int_list`."
    )
    default: ParameterValue = Field(description="What holds where a request leaves it out.")
    low: float | None = Field(
        None, description="Smallest value accepted; null where there is no such bound."
    )
    high: float | None = Field(
        None, description="Largest value accepted; null where there is no such bound."
    )
    soft_low: float | None = Field(
        None, description="Where a slider begins; null for what is no number."
    )
    soft_high: float | None = Field(
        None, description="Where a slider ends; null for what is no number."
    )
    log: bool = Field(False, description="Whether a slider is logarithmic.")
    choices: list[str] | None = Field(
        None, description="The values accepted by a choice; null for other kinds."
    )
    max_length: int | None = Field(None, description="Most items of a list; null for other kinds.")
    help: str = Field(description="What it does, in a line.")


class EntryAnswer(BaseModel):
    """What every entry says of itself; `formula` is LaTeX."""

    name: str = Field(description="What requests call it.")
    title: str = Field(description="What people call it.")
    summary: str = Field(description="What it is, in a sentence.")
    formula: str = Field(description="LaTeX.")
    source: str = Field(description="Where it comes from: a paper, a book or a program.")
    tags: list[str] = Field(description="What it has in common with others, such as `convex`.")
    parameters: list[ParameterAnswer] = Field(description="What can be set.")
    fits: dict[str, list[str]] = Field(
        description="By part of a training, the entries that it goes with; of parts that are not "
        "named here, all, unless they say otherwise."
    )
    implies: dict[str, str] = Field(
        description="By part of a training, the entry that it makes the default."
    )


class SurfaceEntry(EntryAnswer):
    """A surface; minimizers at the default parameters."""

    domain: DomainAnswer = Field(description="The part of the plane that is drawn.")
    start: tuple[float, float] = Field(description="Where a comparison begins by default: x, y.")
    minimizers: list[MinimizerAnswer] = Field(
        description="Every known minimizer at the default parameters."
    )


class StateFieldAnswer(BaseModel):
    """An array of an optimizer's state."""

    name: str = Field(description="Its key in `state` of a comparison's runs.")
    title: str = Field(description="What people call it.")


class CheckAnswer(BaseModel):
    """How closely paths agree with independent implementations, where rounding does not decide."""

    reference: str = Field(description="The independent implementation.")
    steps: int = Field(description="Steps that were compared.")
    surfaces: int = Field(description="Surfaces that were compared.")
    max_relative_difference: float = Field(
        description="The largest distance between the paths, relative to the distance from the "
        "origin."
    )


class OptimizerEntry(EntryAnswer):
    """An optimizer; `check` is null where it was not compared."""

    state: list[StateFieldAnswer] = Field(
        description="The arrays that it keeps for each coordinate."
    )
    gradient_evaluations: int = Field(description="Gradients that a step costs.")
    check: CheckAnswer | None = Field(
        description="How closely it agrees with an independent implementation; null where none was "
        "compared."
    )


class SpaceAnswer(BaseModel):
    """A space of inputs or of targets."""

    kind: Literal["plane", "vector", "image", "sequence", "label", "number"] = Field(
        description="Points of the plane, numbers of their own meaning each, or pixels; a class, "
        "or a number."
    )
    shape: list[int] = Field(
        description="Of an input: how many numbers, or height, width and channels; empty for "
        "targets."
    )
    names: list[str] = Field(
        description="What the numbers of a vector or the classes are called, or the one number; "
        "else empty."
    )
    unit: str = Field(description="Of a number; else empty.")


class DatasetEntry(EntryAnswer):
    """A dataset; numbers at the default parameters."""

    inputs: SpaceAnswer = Field(description="What goes in.")
    targets: SpaceAnswer = Field(description="What is known of each example.")


class TaskEntry(EntryAnswer):
    """A task, and how its success is measured."""

    metrics: list[MetricAnswer] = Field(description="The first is the headline.")
    outputs: dict[str, int] = Field(
        description="By dataset that it goes with, how many numbers a network gives, at the "
        "dataset's default parameters."
    )


class InstrumentEntry(EntryAnswer):
    """A statistic of trainings."""

    finest: Literal["step", "snapshot"] = Field(
        description="Measured at every step, or at snapshots."
    )
    columns: list[ColumnAnswer] = Field(description="What it gives.")
    chosen: Literal["always", "default", "asked"] = Field(
        description="Whether every run has it, or a run unless it says otherwise, or only a run "
        "that asks for it."
    )
    price: float | None = Field(
        description="How long measuring once takes, in steps of the usual training, as measured; "
        "null where it was not measured, and for what every run measures."
    )


class PartAnswer(BaseModel):
    """A part of a training: an entry of a catalog, a number, or groups of layers."""

    key: str = Field(description="The field of a run.")
    title: str = Field(description="What people call it.")
    summary: str = Field(description="What it is, in a sentence.")
    link: str = Field(description="Its key in links to the page.")
    group: str = Field(description="The part beside which it is shown; its own key where alone.")
    kind: Literal["entry", "int", "float", "groups"] = Field(
        description="An entry of `catalog`, a number from `low` to `high`, or groups of layers."
    )
    catalog: str | None = Field(
        None, description="The list of this answer that it is chosen from; null for others."
    )
    low: float | None = Field(None, description="Smallest number accepted; null for others.")
    high: float | None = Field(None, description="Largest number accepted; null for others.")
    switch: str | None = Field(
        None, description="What having it is called, where it may be null; else null."
    )
    default: Spec | float | list[LayerGroup] | None = Field(
        description="What a run gets that leaves it out; null for going without, and for an entry "
        "that what is chosen before it implies."
    )
    begins: Spec | float | list[LayerGroup] | None = Field(description="What the page begins with.")
    rival: Spec | None = Field(
        None, description="What the page's second variant has instead; null where it has the same."
    )
    varies: list[str] = Field(
        description="What of it the page suggests to vary: parameters by name, and the empty name "
        "for the choice itself."
    )


class CatalogAnswer(BaseModel):
    """Everything that can be chosen, the language of own functions, and the bounds on requests."""

    surfaces: list[SurfaceEntry] = Field(description="Functions to go down.")
    optimizers: list[OptimizerEntry] = Field(description="Ways to go down.")
    schedules: list[EntryAnswer] = Field(description="How a learning rate changes with the step.")
    datasets: list[DatasetEntry] = Field(description="What can be learned from.")
    layers: list[EntryAnswer] = Field(description="Operations that networks are made of.")
    tasks: list[TaskEntry] = Field(description="What can be learned of examples.")
    models: list[EntryAnswer] = Field(description="Networks.")
    initializers: list[EntryAnswer] = Field(description="How first weights are drawn.")
    activations: list[EntryAnswer] = Field(description="What a unit makes of its sum.")
    losses: list[EntryAnswer] = Field(description="What a training makes small.")
    instruments: list[InstrumentEntry] = Field(description="What can be measured in a training.")
    parts: list[PartAnswer] = Field(description="What a training is made of, in order.")
    language: str = Field(description="What an expression of an own function may be made of.")
    limits: dict[str, float] = Field(
        description="Bounds on requests by name; those that end in `_s` are seconds."
    )
