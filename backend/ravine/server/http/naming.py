"""A name for an experiment that was given none."""

from collections.abc import Sequence
from typing import Final

from ravine.wire.parts import EntryPart
from ravine.wire.training import PARTS, RunSettings

# What comes late in the list is compared more often than what comes early.
COMPARED: Final = tuple(key for key, part in PARTS.items() if isinstance(part, EntryPart))[::-1]
MOST: Final = 4


def name_for(settings: Sequence[RunSettings]) -> str:
    """What the runs train on, and by what they differ: `digits: adam, momentum`."""
    datasets = ", ".join(distinct([run.dataset.name for run in settings]))
    for part in COMPARED:
        names = distinct([run.entry(part).name for run in settings])
        if len(names) > 1:
            return f"{datasets}: {shortened(names)}"
    return f"{datasets}: {settings[0].optimizer.name}"


def distinct(names: Sequence[str]) -> list[str]:
    """The names without repetitions, in their order."""
    return list(dict.fromkeys(names))


def shortened(names: Sequence[str]) -> str:
    """The first few names."""
    return ", ".join(names[:MOST]) + (" and more" if len(names) > MOST else "")
