"""Kernels that are all zero."""

import numpy as np

from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import Seen


def speak(seen: Seen) -> Said | None:
    """Where every weight of a layer is 0: an update has nothing to be compared with."""
    empty = (seen.now("weight.range") == 0).all(axis=1)
    if not empty.any():
        return None
    names = [name for name, zero in zip(seen.facts.layers, empty, strict=True) if zero]
    which = "all layers" if empty.all() and len(names) > 1 else ", ".join(names)
    text = f"All weights of {which} are 0: there is no ratio of an update to them."
    return Said("warn", "Zero weights.", text, names[0] if np.sum(empty) == 1 else None)


WEIGHTLESS = Rule("weightless", frozenset({"weight.range"}), speak)
