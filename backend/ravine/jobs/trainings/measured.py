"""Which instruments a run has."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Literal

from ravine.core.learning import Metric
from ravine.core.setup import Measure
from ravine.core.snapshot import Look
from ravine.instruments import INSTRUMENTS, Instrument
from ravine.jobs.recipes import Frozen
from ravine.jobs.specs import resolve_spec
from ravine.vocabulary.problems import ProblemList
from ravine.wire.charts import chart_answer
from ravine.wire.fitting import Choice, fits, goes
from ravine.wire.landscape import FilledSpec
from ravine.wire.spec import Spec
from ravine.wire.training import ColumnAnswer, InstrumentPlan


def resolve_instruments(
    asked: Sequence[Spec] | None, chosen: Choice, problems: ProblemList
) -> list[FilledSpec]:
    """What is measured, parameters filled in, in the catalog's order.

    Args:
        asked: what was asked for; None for what runs have unless they say otherwise.
        chosen: the entries chosen as the run's parts.
        problems: notes what is wrong under `/instruments`.
    """
    if asked is None:
        asked = [
            Spec(name=name)
            for name, entry in INSTRUMENTS.items()
            if entry.chosen == "default" and goes(entry, chosen)
        ]
    found: dict[str, FilledSpec] = {
        name: FilledSpec(name=name, params=dict(entry.fill()))
        for name, entry in INSTRUMENTS.items()
        if entry.chosen == "always"
    }
    given: set[str] = set()
    for index, spec in enumerate(asked):
        at = f"/instruments/{index}"
        filled = resolve_spec(INSTRUMENTS, spec, problems, at)
        entry = INSTRUMENTS.get(filled.name)
        if entry is not None and not goes(entry, chosen):
            problems.add(
                f"{at}/name",
                f"'{entry.name}' cannot be measured here: it goes with {_needs(entry)}.",
                f"Leave it out, or choose from: {', '.join(going(chosen))}.",
            )
        if filled.name in given:
            problems.add(f"{at}/name", f"'{filled.name}' stands twice.", "Leave one out.")
        given.add(filled.name)
        found[filled.name] = filled
    return [found[name] for name in INSTRUMENTS if name in found]


def going(chosen: Choice) -> list[str]:
    """Names of the instruments that go with everything that is chosen."""
    return [name for name, entry in INSTRUMENTS.items() if goes(entry, chosen)]


def _needs(entry: Instrument) -> str:
    return " and ".join(f"{key} {' or '.join(names)}" for key, names in fits(entry).items())


def instrument_plan(spec: FilledSpec, metrics: tuple[Metric, ...], unit: str) -> InstrumentPlan:
    """What a chosen instrument will give.

    Args:
        spec: the instrument.
        metrics: how the run's task measures its success.
        unit: of the dataset's targets.
    """
    entry = INSTRUMENTS[spec.name].measuring(metrics)
    columns = [
        ColumnAnswer(
            **{**column._asdict(), "unit": unit if column.unit == "target" else column.unit}
        )
        for column in entry.columns
    ]
    return InstrumentPlan(
        name=entry.name,
        title=entry.title,
        finest=entry.finest,
        columns=columns,
        chart=chart_answer(entry),
    )


def column_names(
    instruments: Sequence[InstrumentPlan], finest: Literal["step", "snapshot"]
) -> tuple[str, ...]:
    """The columns of every step, or of snapshots, in order."""
    chosen = [one for one in instruments if one.finest == finest]
    return tuple(column.name for one in chosen for column in one.columns)


def measures(specs: Sequence[FilledSpec]) -> tuple[Measure, ...]:
    """What is compiled into the step."""
    return tuple(
        _measure(entry, params) for entry, params in _chosen(specs) if entry.finest == "step"
    )


def looks(specs: Sequence[FilledSpec]) -> tuple[Look, ...]:
    """What snapshots are made of."""
    return tuple(
        Look(_measure(entry, params), entry.finish)
        for entry, params in _chosen(specs)
        if entry.finest == "snapshot"
    )


def _chosen(specs: Sequence[FilledSpec]) -> list[tuple[Instrument, Frozen]]:
    return [(INSTRUMENTS[spec.name], tuple(sorted(spec.params.items()))) for spec in specs]


@lru_cache(maxsize=256)
def _measure(instrument: Instrument, params: Frozen) -> Measure:
    """The same for the same parameters, so that what is compiled with it is compiled once."""
    return partial(instrument.measure, **dict(params)) if params else instrument.measure
