"""The training examples are learned."""

from typing import Final

from ravine.readings.numbers import percent
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import ACCURACIES, LOSSES, Seen

FITTED: Final = 0.999


def speak(seen: Seen) -> Said | None:
    """Where 99.9% of the training examples are right, and of others more than luck explains."""
    inside, outside = (seen.scores[-1].numbers[name] for name in ACCURACIES)
    if inside < FITTED or seen.step == 0 or not learns(seen, "validation"):
        return None
    text = (
        f"{percent(inside)} of the training and {percent(outside)} of the validation examples are "
        "right."
    )
    return Said("good", "Learned.", text)


LEARNED = Rule("learned", frozenset({*LOSSES, *ACCURACIES}), speak)
