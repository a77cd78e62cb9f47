"""Activations whose spread changes from layer to layer."""

from typing import Final

import numpy as np

from ravine.readings.numbers import number
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import Seen

IN_ALL: Final = 10.0
# Spread over size: float32 tells numbers apart down to 1e-7 of their size.
GONE: Final = 1e-6


def speak(seen: Seen) -> Said | None:
    """Where the last hidden layer's spread is a tenth, or ten times, that of the first.

    Or where it is next to nothing beside the activations themselves.
    """
    count = seen.facts.hidden
    if count == 0:
        return None
    spread = seen.now("activation.std")[:count]
    last, size = seen.facts.layers[count - 1], abs(float(seen.now("activation.mean")[count - 1]))
    if spread[-1] <= GONE * size:
        text = (
            f"Activations of {last} differ by {number(spread[-1], 2)} around {number(size, 2)}."
            if size > 0
            else f"All activations of {last} are 0."
        )
        return Said("bad", "Signal gone.", text, last)
    if count < 2 or not (spread[0] > 0 and np.isfinite(spread).all()):
        return None
    factor = (spread[-1] / spread[0]) ** (1 / (count - 1))
    ends = f"{number(spread[0], 2)} in {seen.facts.layers[0]}, {number(spread[-1], 2)} in {last}"
    if spread[-1] * IN_ALL <= spread[0]:
        how, verdict = f"shrinks {number(1 / factor, 2)} times", "Signal thins out."
    elif spread[-1] >= IN_ALL * spread[0]:
        how, verdict = f"grows {number(factor, 2)} times", "Signal grows."
    else:
        return None
    text = f"The spread of activations {how} per layer on average: {ends}."
    return Said("warn", verdict, text, last)


SIGNAL = Rule("signal", frozenset({"activation.std", "activation.mean"}), speak)
