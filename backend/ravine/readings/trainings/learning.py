"""The network is learning."""

import numpy as np

from ravine.readings.numbers import percent, told_apart
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import LOSSES, Seen
from ravine.readings.trainings.told import begun, told


def speak(seen: Seen) -> Said | None:
    """Where validation shows more than luck and the training loss is below its start."""
    first, now = seen.scores[0], seen.scores[-1]
    if seen.step == 0 or not now.training_loss < first.training_loss:
        return None
    if not learns(seen, "validation"):
        return None
    ratios = seen.recent("update_ratio")
    finite = ratios[np.isfinite(ratios)]
    pace = (
        f"; updates move kernels by {between(finite)} per step, the median of {seen.window}"
        if len(finite)
        else ""
    )
    start, end = told_apart(first.training_loss, now.training_loss)
    text = f"The training loss fell from {start} to {end}{pace}. {begun(told(seen))}."
    return Said("good", "Learning.", text)


def between(shares: np.ndarray) -> str:
    """From the least to the largest."""
    low, high = percent(np.min(shares), 2), percent(np.max(shares), 2)
    return low if low == high else f"{low} to {high}"


LEARNING = Rule("learning", frozenset({"update_ratio", *LOSSES}), speak)
