"""The network answers no better than a guess."""

from ravine.readings.numbers import epochs, percent
from ravine.readings.trainings.chance import chance_of
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import ACCURACIES, LOSSES, Seen


def speak(seen: Seen) -> Said | None:
    """Where neither training nor validation accuracy is above what luck explains.

    Before the first step that is how it should be, and during the first pass no news; at the end
    of the run it means that nothing was learned.
    """
    if seen.step == 0 or learns(seen, "training") or learns(seen, "validation"):
        return None
    facts, right = seen.facts, seen.scores[-1].numbers["validation_accuracy"]
    guess = chance_of(facts.validation.classes)
    passed = epochs(seen.step / facts.steps_per_epoch)
    text = (
        f"{percent(right)} of {guess.examples} validation examples are right "
        f"after {passed}; always naming the commonest class gives {percent(guess.share)}, "
        f"and luck up to {percent(guess.bound)}."
    )
    if seen.step >= facts.steps:
        return Said("bad", "Did not learn.", text)
    return Said("plain" if seen.step < facts.steps_per_epoch else "warn", "At chance.", text)


AT_CHANCE = Rule("at_chance", frozenset({*LOSSES, *ACCURACIES}), speak)
