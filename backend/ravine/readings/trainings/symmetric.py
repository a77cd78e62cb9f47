"""Units that are copies of each other."""

import numpy as np

from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import Seen


def speak(seen: Seen) -> Said | None:
    """Where all units of a hidden layer of several have the same weights and bias."""
    units = np.array(seen.facts.units[:-1])
    alike = np.flatnonzero((seen.now("alike")[:-1] > 0) & (units > 1))
    if len(alike) == 0:
        return None
    layer, count = seen.facts.layers[alike[0]], units[alike[0]]
    text = f"All {count} units of {layer} have the same weights: together they act as one unit."
    return Said("bad", "Symmetric units.", text, layer)


SYMMETRIC = Rule("symmetric", frozenset({"alike"}), speak)
