"""Landscape requests and answers."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from ravine.schemas import limits
from ravine.schemas.spec import (
    SOMETHING,
    NamedSpec,
    ParameterValue,
    Real,
    Spec,
    Strict,
    Whole,
)

Coordinate = Annotated[Real, Field(ge=-limits.MAX_COORDINATE, le=limits.MAX_COORDINATE)]
Pair = tuple[Coordinate, Coordinate]
Seed = Annotated[Whole, Field(ge=0, le=limits.MAX_SEED)]
Label = Annotated[str, Field(min_length=1, max_length=limits.MAX_LABEL, pattern=SOMETHING)]
Column = list[float | None]
Nonfinite = dict[str, dict[str, str]]


class SurfaceSpec(Strict):
    """A named surface, or an own function given as an expression in x and y."""

    name: Annotated[str, Field(max_length=100)] | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    expression: Annotated[str, Field(max_length=limits.MAX_EXPRESSION)] | None = None
    x: Pair | None = Field(None, description="Drawn range of an own function; default -2 to 2.")
    y: Pair | None = Field(None, description="Drawn range of an own function; default -2 to 2.")


def _from_name(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


AnySurface = Annotated[
    SurfaceSpec, BeforeValidator(_from_name, json_schema_input_type=SurfaceSpec | str)
]


class OptimizerSpec(Spec):
    """An optimizer in a comparison."""

    label: Label | None = None
    schedule: NamedSpec = Field(default_factory=lambda: Spec(name="constant"))


AnyOptimizer = Annotated[
    OptimizerSpec, BeforeValidator(_from_name, json_schema_input_type=OptimizerSpec | str)
]


class CompareRequest(Strict):
    """Several optimizers on one surface, from one start, with one budget."""

    surface: AnySurface
    start: Pair | None = Field(None, description="Default: the surface's telling start.")
    steps: Annotated[Whole, Field(ge=1, le=limits.MAX_STEPS)] = 500
    seed: Seed = 0
    noise: Annotated[Real, Field(ge=0, le=limits.MAX_NOISE)] = 0.0
    optimizers: Annotated[list[AnyOptimizer], Field(min_length=1, max_length=limits.MAX_ENTRANTS)]


class SurfaceRequest(Strict):
    """A surface to draw."""

    surface: AnySurface
    x: Pair | None = None
    y: Pair | None = None
    resolution: Annotated[Whole, Field(ge=limits.MIN_RESOLUTION, le=limits.MAX_RESOLUTION)] = 101


class DomainAnswer(BaseModel):
    """The drawn part of the plane."""

    x: tuple[float, float]
    y: tuple[float, float]


class MinimizerAnswer(BaseModel):
    """A known minimizer."""

    x: float
    y: float
    value: float


class SurfaceDetail(BaseModel):
    """A surface with its parameters settled."""

    name: str
    params: dict[str, ParameterValue]
    expression: str | None
    title: str
    summary: str
    formula: str
    domain: DomainAnswer
    start: tuple[float, float]
    minimizers: list[MinimizerAnswer]
    minimum: float | None
    tags: list[str]


class SurfaceAnswer(BaseModel):
    """Values on a grid; `z` has a row for each y. Null means not finite, see `nonfinite`."""

    surface: SurfaceDetail
    x: list[float]
    y: list[float]
    z: list[Column]
    nonfinite: Nonfinite


class FilledSpec(BaseModel):
    """A name and every parameter."""

    name: str
    params: dict[str, ParameterValue]


class FilledOptimizer(FilledSpec):
    """An optimizer, every parameter, and its schedule."""

    schedule: FilledSpec


class StateAnswer(BaseModel):
    """One array of an optimizer's state, by coordinate."""

    x: Column
    y: Column


class OutcomeAnswer(BaseModel):
    """What became of a run. `sensitive_from`: from this step on rounding decides the path."""

    status: str
    step: int
    sentence: str
    sensitive_from: int | None


class CompareRun(BaseModel):
    """One optimizer's path; entry 0 is the start. Null means not finite, see `nonfinite`."""

    label: str
    optimizer: FilledOptimizer
    x: Column
    y: Column
    loss: Column
    gradient_norm: Column
    learning_rate: Column
    state: dict[str, StateAnswer]
    outcome: OutcomeAnswer
    gradient_evaluations: int
    nonfinite: Nonfinite


class ChosenRate(BaseModel):
    """A learning rate and how it came about."""

    label: str
    learning_rate: float
    chosen: str


class Protocol(BaseModel):
    """What was held equal in a comparison."""

    start: tuple[float, float]
    steps: int
    seed: int
    noise: float
    precision: str
    gradient_evaluations: int
    clipping: str
    learning_rates: list[ChosenRate]
    sentences: list[str]


class CompareAnswer(BaseModel):
    """The runs of a comparison and its protocol card."""

    surface: SurfaceDetail
    runs: list[CompareRun]
    protocol: Protocol
