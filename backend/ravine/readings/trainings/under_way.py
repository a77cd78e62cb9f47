"""What can be said when nothing else can."""

from ravine.readings.numbers import number
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import LOSSES, Seen
from ravine.readings.trainings.told import begun, told


def speak(seen: Seen) -> Said:
    """How the network stands."""
    how = told(seen)
    if seen.step == 0:
        return Said("plain", "At the start.", f"{begun(how)} before the first step.")
    text = f"The training loss is {number(seen.scores[-1].training_loss)}; {how}."
    return Said("plain", "Under way.", text)


UNDER_WAY = Rule("under_way", frozenset(LOSSES), speak)
