"""The network gives no better numbers than their mean."""

from ravine.readings.numbers import epochs, number
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.mean import bound_of
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import EXPLAINED, LOSSES, Seen


def speak(seen: Seen) -> Said | None:
    """Where R² is above what luck explains neither in training nor in validation.

    As with chance: no news before the end of the first pass, and at the end of the run it means
    that nothing was learned.
    """
    if seen.step == 0 or learns(seen, "training") or learns(seen, "validation"):
        return None
    facts, count = seen.facts, seen.facts.validation.examples
    explained = number(seen.scores[-1].numbers["validation_r2"], 2)
    text = (
        f"R² on {count} validation examples is {explained} after "
        f"{epochs(seen.step / facts.steps_per_epoch)}; always giving their mean has 0, and luck up "
        f"to {number(bound_of(count), 2)}."
    )
    if seen.step >= facts.steps:
        return Said("bad", "Did not learn.", text)
    early = seen.step < facts.steps_per_epoch
    return Said("plain" if early else "warn", "No better than the mean.", text)


AT_MEAN = Rule("at_mean", frozenset({*LOSSES, *EXPLAINED}), speak)
