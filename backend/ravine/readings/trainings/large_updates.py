"""Steps that move much of the weights at once."""

from typing import Final

import numpy as np

from ravine.readings.numbers import number, percent
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import Seen

LARGE: Final = 3e-2


def speak(seen: Seen) -> Said | None:
    """Where a layer's update is over 3% of its kernel, by norm."""
    ratios = seen.recent("update_ratio")
    if not np.isfinite(ratios).any() or not np.nanmax(ratios) > LARGE:
        return None
    at = int(np.nanargmax(ratios))
    layer = seen.facts.layers[at]
    ratio = float(ratios[at])
    size = f"{percent(ratio)} of" if ratio < 1 else f"{number(ratio)} times"
    text = (
        f"A step moves {layer} by {size} its weights, the median of "
        f"{seen.window}; about 0.1% is usual."
    )
    return Said("warn", "Large updates.", text, layer)


LARGE_UPDATES = Rule("large_updates", frozenset({"update_ratio"}), speak)
