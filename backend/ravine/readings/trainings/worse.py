"""The network is worse than before it was trained."""

from ravine.readings.numbers import number
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import LOSSES, Seen

# Training may begin with a detour; a loss higher than this much of its start is worth a word.
WORSE = 1.1


def speak(seen: Seen) -> Said | None:
    """Where the loss on the training examples is over 1.1 times that of the first weights."""
    first, now = seen.scores[0], seen.scores[-1]
    if not now.training_loss > WORSE * first.training_loss:
        return None
    start = f"{number(first.training_loss)} before the first step"
    text = f"The training loss is {number(now.training_loss)}; it was {start}."
    return Said("warn" if learns(seen, "training") else "bad", "Worse than untrained.", text)


WORSE_THAN_UNTRAINED = Rule("worse", frozenset(LOSSES), speak)
