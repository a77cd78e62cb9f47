"""Which entries go together, and what follows from a choice: one truth for refusals and the page.

Each relation is said once, by one of the two entries; the other need not know of it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ravine.datasets import DATASETS, Dataset
from ravine.instruments import Instrument
from ravine.models import Model
from ravine.tasks import TASKS, Task
from ravine.vocabulary.catalog import Entry
from ravine.wire.parts import AnyPart, EntryPart

Choice = Mapping[str, str]
"""Names of entries by the parts they are chosen as."""


def fits(entry: Entry) -> dict[str, list[str]]:
    """By part, the entries that an entry goes with; of parts that are not named, all."""
    if isinstance(entry, Task):
        datasets = [name for name, one in DATASETS.items() if entry.takes(one.usual)]
        return {"dataset": datasets, "loss": [loss.name for loss in entry.losses]}
    if isinstance(entry, Model):
        found = {"dataset": _with_inputs(entry.inputs)}
        if entry.tasks:
            found["task"] = list(entry.tasks)
        if entry.activation == "linear":
            found["activation"] = ["linear"]
        return found
    if isinstance(entry, Instrument):
        found = {"dataset": _with_kind(entry.inputs)} if entry.inputs else {}
        return found | ({"task": [entry.task]} if entry.task else {})
    return {}


def implies(entry: Entry) -> dict[str, str]:
    """By part, what an entry makes the default."""
    if isinstance(entry, Dataset):
        return {"task": next(name for name, task in TASKS.items() if task.takes(entry.usual))}
    if isinstance(entry, Model):
        return {"activation": entry.activation}
    if isinstance(entry, Task):
        return {"loss": entry.losses[0].name}
    return {}


def implied(key: str, chosen: Choice, parts: Mapping[str, AnyPart]) -> str | None:
    """The default of a part whose default follows from what is chosen; None where none does."""
    found = [implies(entry) for _, entry in _entries(chosen, parts)]
    return next((one[key] for one in reversed(found) if key in one), None)


def goes(entry: Entry, chosen: Choice) -> bool:
    """Whether an entry that is no part itself goes with everything that is chosen."""
    said = fits(entry)
    return all(name in said.get(key, [name]) for key, name in chosen.items())


def misfits(key: str, name: str, chosen: Choice, parts: Mapping[str, AnyPart]) -> list[str]:
    """Keys of the chosen parts with which an entry of a part does not go."""
    entry = _catalog(parts[key])[name]
    return [
        other
        for other, partner in _entries(chosen, parts)
        if other != key
        and (
            partner.name not in fits(entry).get(other, [partner.name])
            or name not in fits(partner).get(key, [name])
        )
    ]


def fitting(key: str, chosen: Choice, parts: Mapping[str, AnyPart]) -> list[str]:
    """Names of the entries of a part that go with everything that is chosen."""
    return [name for name in _catalog(parts[key]) if not misfits(key, name, chosen, parts)]


def _entries(chosen: Choice, parts: Mapping[str, AnyPart]) -> Iterable[tuple[str, Any]]:
    for key, name in chosen.items():
        yield key, _catalog(parts[key])[name]


def _catalog(part: AnyPart) -> Mapping[str, Any]:
    return part.entries if isinstance(part, EntryPart) else {}


def _with_inputs(spaces: tuple[type, ...]) -> list[str]:
    return [name for name, one in DATASETS.items() if isinstance(one.usual.inputs, spaces)]


def _with_kind(kind: str) -> list[str]:
    return [name for name, one in DATASETS.items() if one.usual.inputs.kind == kind]
