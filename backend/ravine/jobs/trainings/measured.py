"""Which instruments a run has."""

import math
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from ravine.core.learning import Metric
from ravine.core.setup import Measure
from ravine.core.snapshot import Look
from ravine.instruments import INSTRUMENTS, Instrument
from ravine.jobs.recipes import Frozen
from ravine.jobs.specs import resolve_spec
from ravine.vocabulary.problems import ProblemList
from ravine.wire import limits
from ravine.wire.charts import chart_answer
from ravine.wire.fitting import Choice, fits, goes
from ravine.wire.instruments import (
    ColumnAnswer,
    FilledInstrument,
    InstrumentPlan,
    InstrumentSpec,
)


def resolve_instruments(
    asked: Sequence[InstrumentSpec] | None, chosen: Choice, problems: ProblemList
) -> list[FilledInstrument]:
    """What is measured, parameters filled in, in the catalog's order.

    Args:
        asked: what was asked for; None for what runs have unless they say otherwise.
        chosen: the entries chosen as the run's parts.
        problems: notes what is wrong under `/instruments`.
    """
    if asked is None:
        asked = [
            InstrumentSpec(name=name, every=None)
            for name, entry in INSTRUMENTS.items()
            if entry.chosen == "default" and goes(entry, chosen)
        ]
    found: dict[str, FilledInstrument] = {
        name: FilledInstrument(name=name, params=dict(entry.fill()), every=None)
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
        if spec.every is not None and entry is not None and entry.chosen == "always":
            problems.add(
                f"{at}/every",
                f"'{entry.name}' is measured as often as is usual in every run: others rest on it.",
                "Leave `every` out.",
            )
        given.add(filled.name)
        found[filled.name] = FilledInstrument(
            name=filled.name, params=filled.params, every=_cadence(entry, spec.every)
        )
    return [found[name] for name in INSTRUMENTS if name in found]


def _cadence(entry: Instrument | None, every: int | None) -> int | None:
    """What is measured at every step anyway has no cadence of 1."""
    return None if entry is not None and entry.finest == "step" and every == 1 else every


def check_cadences(
    asked: Sequence[InstrumentSpec] | None, steps: int, problems: ProblemList
) -> None:
    """Note which instruments would measure too often, under `/instruments`."""
    for index, spec in enumerate(asked or ()):
        entry = INSTRUMENTS[spec.name]
        every = _cadence(entry, spec.every)
        if every is not None and steps // every > limits.MAX_MEASUREMENTS:
            least = math.ceil(steps / limits.MAX_MEASUREMENTS)
            problems.add(
                f"/instruments/{index}/every",
                f"Every {every} steps makes {steps // every} measurements of '{entry.name}' in "
                f"{steps} steps.",
                f"Give at least {least}: a run may have {limits.MAX_MEASUREMENTS}."
                + (" At every step there may be any number." if entry.finest == "step" else ""),
            )


def going(chosen: Choice) -> list[str]:
    """Names of the instruments that go with everything that is chosen."""
    return [name for name, entry in INSTRUMENTS.items() if goes(entry, chosen)]


def _needs(entry: Instrument) -> str:
    return " and ".join(f"{key} {' or '.join(names)}" for key, names in fits(entry).items())


def instrument_plan(
    spec: FilledInstrument, metrics: tuple[Metric, ...], unit: str
) -> InstrumentPlan:
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
        finest="step" if spec.every is None and entry.finest == "step" else "snapshot",
        every=spec.every,
        columns=columns,
        chart=chart_answer(entry),
    )


def column_names(
    instruments: Sequence[InstrumentPlan], finest: Literal["step", "snapshot"]
) -> tuple[str, ...]:
    """The columns of every step, or of snapshots, in order."""
    chosen = [one for one in instruments if one.finest == finest]
    return tuple(column.name for one in chosen for column in one.columns)


class Together(NamedTuple):
    """What is measured at the same steps.

    Args:
        measures: of what a step offers.
        looks: of what a network offers as it is.
    """

    measures: tuple[Measure, ...]
    looks: tuple[Look, ...]


def at_usual(specs: Sequence[FilledInstrument]) -> Together:
    """What is measured as often as is usual."""
    return _together([spec for spec in specs if spec.every is None])


def at_cadences(specs: Sequence[FilledInstrument]) -> dict[int, Together]:
    """What is measured at a cadence, by the steps between two measurements."""
    cadences = sorted({spec.every for spec in specs if spec.every is not None})
    return {every: _together([spec for spec in specs if spec.every == every]) for every in cadences}


def _together(specs: Sequence[FilledInstrument]) -> Together:
    chosen = _chosen(specs)
    return Together(
        tuple(_measure(entry, params) for entry, params in chosen if entry.finest == "step"),
        tuple(
            Look(_measure(entry, params), entry.finish)
            for entry, params in chosen
            if entry.finest == "snapshot"
        ),
    )


def _chosen(specs: Sequence[FilledInstrument]) -> list[tuple[Instrument, Frozen]]:
    return [(INSTRUMENTS[spec.name], tuple(sorted(spec.params.items()))) for spec in specs]


@lru_cache(maxsize=256)
def _measure(instrument: Instrument, params: Frozen) -> Measure:
    """The same for the same parameters, so that what is compiled with it is compiled once."""
    return partial(instrument.measure, **dict(params)) if params else instrument.measure
