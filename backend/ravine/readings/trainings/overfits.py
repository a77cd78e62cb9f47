"""The validation loss rises while the training loss falls."""

from typing import Final

from ravine.readings.numbers import number, told_apart
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import LOSSES, Seen

RISEN: Final = 1.3
# Fewer snapshots than this after the best one may be chance.
LASTING: Final = 5


def speak(seen: Seen) -> Said | None:
    """Where the last five validation losses are 1.3 times the least, and training goes on."""
    scores = seen.scores
    best = min(scores, key=lambda one: one.validation_loss)
    since = [one.validation_loss for one in scores if one.step > best.step][-LASTING:]
    now = scores[-1]
    if len(since) < LASTING or not min(since) > RISEN * best.validation_loss:
        return None
    if not now.training_loss < best.training_loss:
        return None
    start, end = told_apart(best.training_loss, now.training_loss)
    text = (
        f"Since step {best.step} the validation loss has risen from "
        f"{number(best.validation_loss)} to {number(now.validation_loss)}, while the training loss "
        f"fell from {start} to {end}."
    )
    return Said("warn", "Overfits.", text)


OVERFITS = Rule("overfits", frozenset(LOSSES), speak)
