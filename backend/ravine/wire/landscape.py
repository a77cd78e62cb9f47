"""Landscape requests and answers."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from ravine.core.expressions import REFERENCE
from ravine.readings.descents import Status
from ravine.wire import limits
from ravine.wire.scale import Scale
from ravine.wire.spec import (
    SOMETHING,
    NamedSpec,
    ParameterValue,
    Real,
    Spec,
    Strict,
    Whole,
    from_name,
)

Coordinate = Annotated[Real, Field(ge=-limits.MAX_COORDINATE, le=limits.MAX_COORDINATE)]
Pair = tuple[Coordinate, Coordinate]
Seed = Annotated[Whole, Field(ge=0, le=limits.MAX_SEED)]
Label = Annotated[str, Field(min_length=1, max_length=limits.MAX_LABEL, pattern=SOMETHING)]
# JSON has no number that is not finite: null in its place.
Numbers = list[float | None]
Nonfinite = dict[str, dict[str, str]]


class SurfaceSpec(Strict):
    """A named surface, or an own function given as an expression in x and y."""

    name: Annotated[str, Field(max_length=100)] | None = Field(
        None, description="A surface of the catalog; null for an own function."
    )
    params: dict[str, Any] = Field(
        default_factory=dict,
        description="Parameters that differ from their defaults; see /api/catalog for names and "
        "ranges.",
    )
    expression: Annotated[str, Field(max_length=limits.MAX_EXPRESSION)] | None = Field(
        None, description=f"A function of x and y. {REFERENCE}"
    )
    x: Pair | None = Field(None, description="Drawn range of an own function; default -2 to 2.")
    y: Pair | None = Field(None, description="Drawn range of an own function; default -2 to 2.")


AnySurface = Annotated[
    SurfaceSpec, BeforeValidator(from_name, json_schema_input_type=SurfaceSpec | str)
]


class OptimizerSpec(Spec):
    """An optimizer in a comparison."""

    label: Label | None = Field(
        None, description="What people call the run; by default the optimizer's title."
    )
    schedule: NamedSpec = Field(
        default_factory=lambda: Spec(name="constant"),
        description="How the learning rate changes with the step; by default it does not.",
    )


AnyOptimizer = Annotated[
    OptimizerSpec, BeforeValidator(from_name, json_schema_input_type=OptimizerSpec | str)
]


class CompareRequest(Strict):
    """Several optimizers on one surface, from one start, with one budget."""

    surface: AnySurface = Field(
        description="Where to go down: a name, a name with parameters, or an expression."
    )
    start: Pair | None = Field(
        None,
        description="Default: the surface's telling start, or the point nearest to it at which an "
        "own function has a value.",
    )
    steps: Annotated[Whole, Field(ge=1, le=limits.MAX_STEPS)] = Field(
        500, description="Updates of each optimizer."
    )
    seed: Seed = Field(0, description="Of the noise: the same seed, the same noise.")
    noise: Annotated[Real, Field(ge=0, le=limits.MAX_NOISE)] = Field(
        0.0,
        description="Standard deviation of what is added to each component of each gradient; 0 "
        "for none.",
    )
    optimizers: Annotated[
        list[AnyOptimizer], Field(min_length=1, max_length=limits.MAX_OPTIMIZERS)
    ] = Field(description="Who goes down; a name, or more about it.")


class SurfaceRequest(Strict):
    """A surface to draw."""

    surface: AnySurface = Field(description="A name, a name with parameters, or an expression.")
    x: Pair | None = Field(None, description="Range drawn: low, high; null for the surface's own.")
    y: Pair | None = Field(None, description="Range drawn: low, high; null for the surface's own.")
    resolution: Annotated[Whole, Field(ge=limits.MIN_RESOLUTION, le=limits.MAX_RESOLUTION)] = Field(
        101, description="Points along each axis."
    )


class DomainAnswer(BaseModel):
    """The drawn part of the plane."""

    x: tuple[float, float] = Field(description="Low, high.")
    y: tuple[float, float] = Field(description="Low, high.")


class MinimizerAnswer(BaseModel):
    """A known minimizer."""

    x: float = Field(description="Its first coordinate.")
    y: float = Field(description="Its second coordinate.")
    value: float = Field(description="The surface's value there.")


class SurfaceDetail(BaseModel):
    """A surface with its parameters settled."""

    name: str = Field(description="A name of the catalog; `expression` for an own function.")
    params: dict[str, ParameterValue] = Field(description="Every parameter.")
    expression: str | None = Field(
        description="The own function; null for a surface of the catalog."
    )
    title: str = Field(description="What people call it.")
    summary: str = Field(description="What it is, in a sentence.")
    formula: str = Field(description="LaTeX.")
    domain: DomainAnswer = Field(description="The part of the plane that is drawn.")
    start: tuple[float, float] = Field(description="Where a comparison begins by default: x, y.")
    minimizers: list[MinimizerAnswer] = Field(description="Every known minimizer.")
    minimum: float | None = Field(description="The least value; null where none is known.")
    tags: list[str] = Field(description="What it has in common with others.")


class SurfaceAnswer(BaseModel):
    """Values on a grid; `z` has a row for each y. Null means not finite, see `nonfinite`."""

    surface: SurfaceDetail = Field(description="What was drawn.")
    x: list[float] = Field(description="The grid's first coordinates.")
    y: list[float] = Field(description="The grid's second coordinates.")
    z: list[Numbers] = Field(description="A row for each y; null where the value is not finite.")
    scale: Scale = Field(description="Which heights and shades show these values.")
    nonfinite: Nonfinite = Field(
        description="What stands behind a null: column, then index counted row by row."
    )


class FilledSpec(BaseModel):
    """A name and every parameter."""

    name: str = Field(description="A name of the catalog.")
    params: dict[str, ParameterValue] = Field(description="Every parameter, defaults filled in.")


class FilledOptimizer(FilledSpec):
    """An optimizer, every parameter, and its schedule."""

    schedule: FilledSpec = Field(description="How the learning rate changes with the step.")


class StateAnswer(BaseModel):
    """One array of an optimizer's state, by coordinate."""

    x: Numbers = Field(description="Its value for the first coordinate at each step.")
    y: Numbers = Field(description="Its value for the second coordinate at each step.")


class OutcomeAnswer(BaseModel):
    """What became of a run. `sensitive_from`: from this step on rounding decides the path."""

    status: Status = Field(description="What became of it, in a word.")
    step: int = Field(description="The step from which this holds.")
    sentence: str = Field(description="What became of it, for people.")
    sensitive_from: int | None = Field(
        description="From this step on rounding decides the path; null where it never does."
    )


class SpanAnswer(BaseModel):
    """What can be said of a run from one step to another, from the steps up to the first alone."""

    from_step: int = Field(description="The first step at which this could be said.")
    to_step: int = Field(description="The last step at which this could be said.")
    status: Status = Field(description="What could be said, in a word.")
    sentence: str = Field(description="What could be said, for people.")


class CompareRun(BaseModel):
    """One optimizer's path; entry 0 is the start. Null means not finite, see `nonfinite`."""

    label: str = Field(description="What people call it; its own in this comparison.")
    optimizer: FilledOptimizer = Field(description="With every parameter.")
    x: Numbers = Field(description="First coordinate: at the start, then after each step.")
    y: Numbers = Field(description="Second coordinate: at the start, then after each step.")
    loss: Numbers = Field(description="The surface's value there, without noise.")
    gradient_norm: Numbers = Field(
        description="Length of the surface's gradient there, without noise."
    )
    learning_rate: Numbers = Field(description="Of each step; one entry fewer than `x`.")
    state: dict[str, StateAnswer] = Field(
        description="What the optimizer keeps for each coordinate, by name."
    )
    outcome: OutcomeAnswer = Field(description="What became of it.")
    outcomes: list[SpanAnswer] = Field(
        description="One after another from step 0 to the last; the last of them is `outcome`."
    )
    gradient_evaluations: int = Field(description="Gradients taken up to the end.")
    nonfinite: Nonfinite = Field(description="What stands behind a null: column, then index.")


class ChosenRate(BaseModel):
    """A learning rate and how it came about."""

    label: str = Field(description="The run.")
    learning_rate: float = Field(description="Its learning rate at step 1 before its schedule.")
    chosen: str = Field(description="`given` in the request, or the `default`.")


class Protocol(BaseModel):
    """What was held equal in a comparison."""

    start: tuple[float, float] = Field(description="Where all began: x, y.")
    steps: int = Field(description="Updates of each.")
    seed: int = Field(description="Of the noise.")
    noise: float = Field(description="Standard deviation of the noise in each gradient component.")
    precision: str = Field(description="The numbers that were computed with.")
    gradient_evaluations: int = Field(description="The most gradients that a run cost.")
    clipping: str = Field(description="What was clipped.")
    learning_rates: list[ChosenRate] = Field(
        description="Each run's learning rate and how it came about."
    )
    sentences: list[str] = Field(description="The same, for people.")


class CompareAnswer(BaseModel):
    """The runs of a comparison and its protocol card."""

    surface: SurfaceDetail = Field(description="Where they went down.")
    runs: list[CompareRun] = Field(description="In the order of the request.")
    protocol: Protocol = Field(description="What was held equal.")
