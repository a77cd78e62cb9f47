"""The catalogs as clients see them: from one entry come controls, formula and validation."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from ravine.activations import ACTIVATIONS
from ravine.core.catalog import Entry
from ravine.core.parameters import Choice, IntList, Parameter
from ravine.core.parameters import Float as FloatParameter
from ravine.core.parameters import Int as IntParameter
from ravine.datasets import DATASETS, Dataset
from ravine.initializers import INITIALIZERS
from ravine.losses import LOSSES
from ravine.models import MODELS
from ravine.optimizers import OPTIMIZERS, Optimizer
from ravine.optimizers.checks import check_of
from ravine.schedules import SCHEDULES
from ravine.schemas import limits
from ravine.schemas.landscape import DomainAnswer, MinimizerAnswer
from ravine.schemas.spec import ParameterValue
from ravine.surfaces import SURFACES, Surface


class ParameterAnswer(BaseModel):
    """What can be set: `low` to `high` is accepted, a slider covers `soft_low` to `soft_high`."""

    name: str
    title: str
    kind: str
    default: ParameterValue
    low: float | None = None
    high: float | None = None
    soft_low: float | None = None
    soft_high: float | None = None
    log: bool = False
    choices: list[str] | None = None
    max_length: int | None = None
    help: str


class EntryAnswer(BaseModel):
    """What every entry says of itself; `formula` is LaTeX."""

    name: str
    title: str
    summary: str
    formula: str
    source: str
    tags: list[str]
    parameters: list[ParameterAnswer]


class SurfaceEntry(EntryAnswer):
    """A surface; minimizers at the default parameters."""

    domain: DomainAnswer
    start: tuple[float, float]
    minimizers: list[MinimizerAnswer]


class StateFieldAnswer(BaseModel):
    """An array of an optimizer's state."""

    name: str
    title: str


class CheckAnswer(BaseModel):
    """How closely paths agree with independent implementations, where rounding does not decide."""

    reference: str
    steps: int
    surfaces: int
    max_relative_difference: float


class OptimizerEntry(EntryAnswer):
    """An optimizer; `check` is null where it was not compared."""

    state: list[StateFieldAnswer]
    gradient_evaluations: int
    check: CheckAnswer | None


class DatasetEntry(EntryAnswer):
    """A dataset; numbers at the default parameters."""

    kind: str
    features: int
    classes: int
    class_names: list[str]
    image_shape: tuple[int, int] | None


class CatalogAnswer(BaseModel):
    """Everything that can be chosen, and the bounds on requests."""

    surfaces: list[SurfaceEntry]
    optimizers: list[OptimizerEntry]
    schedules: list[EntryAnswer]
    datasets: list[DatasetEntry]
    models: list[EntryAnswer]
    initializers: list[EntryAnswer]
    activations: list[EntryAnswer]
    losses: list[EntryAnswer]
    limits: dict[str, float]


@lru_cache(maxsize=1)
def whole_catalog() -> CatalogAnswer:
    """All catalogs; they do not change while the process lives."""
    return CatalogAnswer(
        surfaces=_each(SURFACES, _surface),
        optimizers=_each(OPTIMIZERS, _optimizer),
        schedules=_each(SCHEDULES, _plain),
        datasets=_each(DATASETS, _dataset),
        models=_each(MODELS, _plain),
        initializers=_each(INITIALIZERS, _plain),
        activations=_each(ACTIVATIONS, _plain),
        losses=_each(LOSSES, _plain),
        limits=limits.as_dict(),
    )


def _each(catalog: Mapping[str, Any], describe: Callable[[Any], Any]) -> list[Any]:
    return [describe(entry) for entry in catalog.values()]


def parameter_answer(parameter: Parameter) -> ParameterAnswer:
    """A parameter as clients see it."""
    fields: dict[str, Any] = {"title": parameter.title or parameter.name.replace("_", " ")}
    if isinstance(parameter, FloatParameter | IntParameter):
        low, high = parameter.soft or (parameter.low, parameter.high)
        fields |= {"low": parameter.low, "high": parameter.high, "log": parameter.log}
        fields |= {"soft_low": low, "soft_high": high}
    elif isinstance(parameter, Choice):
        fields["choices"] = list(parameter.choices)
    elif isinstance(parameter, IntList):
        fields |= {"low": parameter.low, "high": parameter.high}
        fields["max_length"] = parameter.max_length
    default = list(parameter.default) if isinstance(parameter, IntList) else parameter.default
    return ParameterAnswer(
        name=parameter.name, kind=parameter.kind, help=parameter.help, default=default, **fields
    )


def _common(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "summary": entry.summary,
        "formula": entry.formula,
        "source": entry.source,
        "tags": list(entry.tags),
        "parameters": [parameter_answer(parameter) for parameter in entry.parameters],
    }


def _plain(entry: Entry) -> EntryAnswer:
    return EntryAnswer(**_common(entry))


def _surface(entry: Surface) -> SurfaceEntry:
    found = entry.minimizers(**entry.fill())
    return SurfaceEntry(
        **_common(entry),
        domain=DomainAnswer(x=entry.domain.x, y=entry.domain.y),
        start=entry.start,
        minimizers=[MinimizerAnswer(**asdict(minimizer)) for minimizer in found],
    )


def _optimizer(entry: Optimizer) -> OptimizerEntry:
    check = check_of(entry.name)
    return OptimizerEntry(
        **_common(entry),
        state=[StateFieldAnswer(**asdict(field)) for field in entry.state],
        gradient_evaluations=entry.gradient_evaluations,
        check=CheckAnswer(**check) if check else None,
    )


def _dataset(entry: Dataset) -> DatasetEntry:
    shape = entry.shape(**entry.fill())
    return DatasetEntry(
        **_common(entry),
        kind=entry.kind,
        features=shape.features,
        classes=len(shape.class_names),
        class_names=list(shape.class_names),
        image_shape=entry.image_shape,
    )
