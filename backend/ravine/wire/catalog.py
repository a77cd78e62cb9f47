"""The catalogs' entries, told to clients."""

from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from ravine.core.expressions import REFERENCE
from ravine.datasets import DATASETS, Dataset, Inputs, Label, Number, Target, Vector
from ravine.instruments import Instrument
from ravine.instruments.prices import all_prices
from ravine.optimizers import Optimizer
from ravine.optimizers.checks import check_of
from ravine.surfaces import Surface
from ravine.tasks import Task
from ravine.vocabulary.catalog import Entry
from ravine.vocabulary.parameters import Choice, IntList, Parameter
from ravine.vocabulary.parameters import Float as FloatParameter
from ravine.vocabulary.parameters import Int as IntParameter
from ravine.wire import limits
from ravine.wire.catalogs import CATALOGS
from ravine.wire.entries import (
    CatalogAnswer,
    CheckAnswer,
    DatasetEntry,
    EntryAnswer,
    InstrumentEntry,
    OptimizerEntry,
    ParameterAnswer,
    PartAnswer,
    SpaceAnswer,
    StateFieldAnswer,
    SurfaceEntry,
    TaskEntry,
)
from ravine.wire.fitting import fits, implies
from ravine.wire.instruments import ColumnAnswer
from ravine.wire.landscape import DomainAnswer, MinimizerAnswer
from ravine.wire.parts import AnyPart, EntryPart, GroupsPart
from ravine.wire.spec import Spec
from ravine.wire.training import PARTS, RunSettings, metric_answer


@lru_cache(maxsize=1)
def whole_catalog() -> CatalogAnswer:
    """All catalogs; they do not change while the process lives."""
    describe: dict[str, Callable[[Any], EntryAnswer]] = {
        "surfaces": _surface,
        "optimizers": _optimizer,
        "datasets": _dataset,
        "instruments": _instrument,
        "tasks": _task,
    }
    lists: dict[str, Any] = {
        kind: [describe.get(kind, _plain)(entry) for entry in catalog.values()]
        for kind, catalog in CATALOGS.items()
    }
    parts = [_part(key, part) for key, part in PARTS.items()]
    return CatalogAnswer(**lists, parts=parts, language=REFERENCE, limits=limits.as_dict())


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
    return ParameterAnswer(
        name=parameter.name,
        kind=parameter.kind,
        help=parameter.help,
        default=parameter.default,
        **fields,
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
        "fits": fits(entry),
        "implies": implies(entry),
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
    shape = entry.usual
    return DatasetEntry(
        **_common(entry), inputs=_space(shape.inputs), targets=_space(shape.targets)
    )


def _space(space: Inputs | Target) -> SpaceAnswer:
    names: tuple[str, ...] = ()
    if isinstance(space, Vector | Label):
        names = space.names
    elif isinstance(space, Number):
        names = (space.name,)
    return SpaceAnswer(
        kind=space.kind,
        shape=[] if isinstance(space, Label | Number) else list(space.shape),
        names=list(names),
        unit=space.unit if isinstance(space, Number) else "",
    )


def _task(entry: Task) -> TaskEntry:
    shapes = {name: one.usual for name, one in DATASETS.items()}
    return TaskEntry(
        **_common(entry),
        metrics=[metric_answer(one) for one in entry.metrics],
        outputs={name: entry.outputs(one) for name, one in shapes.items() if entry.takes(one)},
    )


def _instrument(entry: Instrument) -> InstrumentEntry:
    return InstrumentEntry(
        **_common(entry),
        finest=entry.finest,
        columns=[ColumnAnswer(**column._asdict()) for column in entry.columns],
        chosen=entry.chosen,
        price=all_prices().get(entry.name),
    )


def _part(key: str, part: AnyPart) -> PartAnswer:
    common: dict[str, Any] = {
        "key": key,
        "title": part.title,
        "summary": RunSettings.model_fields[key].description,
        "link": part.link,
        "group": part.group or key,
        "varies": list(part.varies),
    }
    if isinstance(part, EntryPart):
        default = Spec(name=part.default) if part.default else None
        return PartAnswer(
            **common,
            kind="entry",
            catalog=part.catalog,
            default=default,
            begins=part.begins or default,
            rival=part.rival,
        )
    if isinstance(part, GroupsPart):
        return PartAnswer(**common, kind="groups", default=[], begins=[])
    return PartAnswer(
        **common,
        kind=part.kind,
        low=part.low,
        high=part.high,
        switch=part.switch or None,
        default=part.default,
        begins=part.default if part.begins is None else part.begins,
    )
