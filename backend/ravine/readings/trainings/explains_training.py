"""The network fits the numbers of its training examples and no others."""

from typing import Final

from ravine.readings.numbers import number
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.mean import bound_of
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import EXPLAINED, LOSSES, Seen

# In bounds of what luck gives: two values of R² closer than this may differ by luck.
GAP: Final = 3.0


def speak(seen: Seen) -> Said | None:
    """Where R² is above luck in training, and in validation far below that and at luck."""
    facts, numbers = seen.facts, seen.scores[-1].numbers
    if seen.step < facts.steps_per_epoch or not learns(seen, "training"):
        return None
    count = facts.validation.examples
    inside, outside = numbers["training_r2"], numbers["validation_r2"]
    if learns(seen, "validation") or inside - outside < GAP * bound_of(count):
        return None
    text = (
        f"R² is {number(inside, 2)} on training examples, but {number(outside, 2)} on {count} "
        f"validation examples; luck gives up to {number(bound_of(count), 2)}."
    )
    return Said("warn", "Does not generalize.", text)


EXPLAINS_TRAINING = Rule("explains_training", frozenset({*LOSSES, *EXPLAINED}), speak)
