"""What is said of a run in one breath."""

from collections.abc import Sequence
from typing import Final

from ravine.readings.trainings.at_chance import AT_CHANCE
from ravine.readings.trainings.at_mean import AT_MEAN
from ravine.readings.trainings.earlier import NAME as EARLIER
from ravine.readings.trainings.explains_training import EXPLAINS_TRAINING
from ravine.readings.trainings.learned import LEARNED
from ravine.readings.trainings.learning import LEARNING
from ravine.readings.trainings.memorizes import MEMORIZES
from ravine.readings.trainings.reading import Reading
from ravine.readings.trainings.under_way import UNDER_WAY

# Their sentences tell how well the network does on validation examples.
SCORED: Final = {
    rule.name
    for rule in (AT_CHANCE, AT_MEAN, LEARNED, LEARNING, MEMORIZES, EXPLAINS_TRAINING, UNDER_WAY)
}
NOTHING: Final = {AT_CHANCE.name, AT_MEAN.name}


def summary(readings: Sequence[Reading]) -> str:
    """The most telling reading, whether anything was learned, and what was wrong earlier."""
    return " ".join(one.text for one in telling(readings))


def ending(readings: Sequence[Reading], told: str) -> str:
    """The summary of a finished run, with `told`, how well it does, told once."""
    if any(one.rule in SCORED for one in telling(readings)):
        return summary(readings)
    return f"{told} {summary(readings)}".strip()


def telling(readings: Sequence[Reading]) -> list[Reading]:
    """What a summary is made of, of readings of which the most telling stands first.

    That nothing was learned is no cause: where it stands first, the next reading follows it.
    """
    first = 2 if readings and readings[0].rule in NOTHING else 1
    also = (*NOTHING, EARLIER)
    return [one for at, one in enumerate(readings) if at < first or one.rule in also]
