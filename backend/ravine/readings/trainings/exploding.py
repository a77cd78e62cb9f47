"""Gradients that grow: from layer to layer, or in the course of the training."""

from typing import Final

import numpy as np

from ravine.readings.numbers import number
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import LOSSES, Seen
from ravine.readings.trainings.sizes import first_and_output, gradient_sizes

PER_LAYER: Final = 2.0
IN_ALL: Final = 30.0
IN_TIME: Final = 1000.0


def speak(seen: Seen) -> Said | None:
    """Where the gradient doubles with each layer towards the input, or grows with a rising loss.

    Over the layers it is the mirror image of a vanishing gradient. Over time, a norm a thousand
    times that of the first steps is an explosion only while the loss is above its start: a network
    that leaves a plateau has growing gradients, too.
    """
    return _over_time(seen) or _over_layers(seen)


def _over_time(seen: Seen) -> Said | None:
    now, early = float(seen.recent("gradient_norm")[0]), float(seen.early("gradient_norm")[0])
    risen = seen.scores[-1].training_loss > seen.scores[0].training_loss
    if not (risen and early > 0 and now > IN_TIME * early):
        return None
    text = (
        f"Its norm is {number(now, 2)}, {number(now / early, 2)} times that of the first steps, "
        "and the loss has risen."
    )
    return Said("bad", "Exploding gradient.", text)


def _over_layers(seen: Seen) -> Said | None:
    first, output = gradient_sizes(seen)[[0, -1]]
    if seen.facts.hidden < 1 or not (output > 0 and np.isfinite(first)):
        return None
    factor = (first / output) ** (1 / seen.facts.hidden)
    if factor < PER_LAYER or first < IN_ALL * output:
        return None
    text = (
        f"With each layer towards the input a parameter's gradient is {number(factor, 2)} times "
        f"larger on average: {first_and_output(seen)}, the median of {seen.window}."
    )
    return Said("warn", "Exploding gradient.", text, seen.facts.layers[0])


EXPLODING = Rule("exploding", frozenset({"gradient_norm", "layer_gradient_norm", *LOSSES}), speak)
