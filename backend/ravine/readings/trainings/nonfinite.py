"""Activations that are no finite numbers."""

import numpy as np

from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import Seen


def speak(seen: Seen) -> Said | None:
    """Where some activations of a layer, on the probe examples, are infinite or NaN."""
    lost = seen.now("activation.nonfinite")
    if not lost.any():
        return None
    at = int(np.flatnonzero(lost)[0])
    layer, total = seen.facts.layers[at], seen.facts.probe * seen.facts.units[at]
    text = f"{int(lost[at])} of {total} activations of {layer} are no finite numbers."
    return Said("bad", "Not finite.", text, layer)


NONFINITE = Rule("nonfinite", frozenset({"activation.nonfinite"}), speak)
