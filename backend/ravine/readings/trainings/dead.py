"""Units that no example can move."""

from typing import Final

import numpy as np

from ravine.readings.numbers import percent
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import Seen

MANY: Final = 0.4


def speak(seen: Seen) -> Said | None:
    """Where 40% of a hidden layer's units have slope 0 on every probe example."""
    shares = seen.now("dead")[: seen.facts.hidden]
    if len(shares) == 0 or not np.max(shares) >= MANY:
        return None
    at = int(np.argmax(shares))
    layer, share = seen.facts.layers[at], float(shares[at])
    where = f"slope 0 on all {seen.facts.probe} probe examples"
    if share == 1:
        text = f"All units of {layer} have {where}: nothing below them gets a gradient from these."
        return Said("bad", "Dead layer.", text, layer)
    text = f"{percent(share, 0)} of {layer} have {where}: no gradient from these reaches them."
    return Said("warn", "Dead units.", text, layer)


DEAD = Rule("dead", frozenset({"dead"}), speak)
