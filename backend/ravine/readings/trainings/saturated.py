"""Activations on the flat ends of their curve."""

from typing import Final

import numpy as np

from ravine.readings.numbers import percent
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import Seen

MANY: Final = 0.5


def speak(seen: Seen) -> Said | None:
    """Where half of a hidden layer's activations, over units and probe examples, are saturated."""
    shares = seen.now("saturated")[: seen.facts.hidden]
    if len(shares) == 0 or not np.max(shares) >= MANY:
        return None
    at = int(np.argmax(shares))
    layer = seen.facts.layers[at]
    share = percent(float(shares[at]), 0)
    text = f"{share} of {layer}'s activations lie where the slope is under 1% of the steepest."
    return Said("warn", "Saturated.", text, layer)


SATURATED = Rule("saturated", frozenset({"saturated"}), speak)
