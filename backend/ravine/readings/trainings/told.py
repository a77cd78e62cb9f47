"""How well a network does, in words."""

import math

from ravine.readings.numbers import number, percent
from ravine.readings.trainings.seen import Seen


def told(seen: Seen) -> str:
    """The headline on the validation examples, within a sentence.

    An error in the target's unit has the error of the best constant beside it: with
    R² = 1 - (error / that)², this is error / sqrt(1 - R²).
    """
    headline, numbers = seen.facts.headline, seen.scores[-1].numbers
    value = numbers[f"validation_{headline.name}"]
    text = headline.sentence.format(value=with_unit(value, headline.unit))
    explained = numbers.get("validation_r2")
    if headline.name != "rmse" or explained is None or not explained < 1:
        return text
    constant = with_unit(value / math.sqrt(1 - explained), headline.unit)
    return f"{text}, that of always giving their mean {constant} (R² {number(explained, 2)})"


def begun(text: str) -> str:
    """At the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def with_unit(value: float, unit: str) -> str:
    """A number as people write it."""
    return percent(value) if unit == "share" else f"{number(value)} {unit}".strip()
