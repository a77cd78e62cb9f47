"""The network knows its training examples and no others."""

import math
from typing import Final

from ravine.readings.numbers import percent
from ravine.readings.trainings.chance import chance_of
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import ACCURACIES, LOSSES, Seen

# In standard errors of the smaller set: two accuracies closer than this may differ by luck.
GAP: Final = 3.0


def speak(seen: Seen) -> Said | None:
    """Where training accuracy is above chance, and validation accuracy far below it is not."""
    facts = seen.facts
    if seen.step < facts.steps_per_epoch or not learns(seen, "training"):
        return None
    inside, outside = (seen.scores[-1].numbers[name] for name in ACCURACIES)
    guess = chance_of(facts.validation.classes)
    count, share = min(guess.examples, facts.training.examples), (inside + outside) / 2
    by_luck = GAP * math.sqrt(share * (1 - share) / count)
    if learns(seen, "validation") or inside - outside < by_luck:
        return None
    text = (
        f"{percent(inside)} of the training examples are right, but only "
        f"{percent(outside)} of the {guess.examples} validation examples; "
        f"luck gives up to {percent(guess.bound)}."
    )
    return Said("warn", "Does not generalize.", text)


MEMORIZES = Rule("memorizes", frozenset({*LOSSES, *ACCURACIES}), speak)
