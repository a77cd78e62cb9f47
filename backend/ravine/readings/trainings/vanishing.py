"""Gradients that shrink from layer to layer on their way back to the input."""

from typing import Final

import numpy as np

from ravine.readings.numbers import number
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.rule import Rule, Said
from ravine.readings.trainings.seen import LOSSES, Seen
from ravine.readings.trainings.sizes import first_and_output, gradient_sizes

PER_LAYER: Final = 2.0
IN_ALL: Final = 30.0


def speak(seen: Seen) -> Said | None:
    """Where each layer towards the input gets less than half of the gradient, a 30th in all.

    Compared are the gradients' root mean squares, norm / sqrt(parameters), of the output and the
    first layer, so that a layer's size does not count. An absolute bound would be none: the size
    of a gradient depends on the loss.
    """
    first, output = gradient_sizes(seen)[[0, -1]]
    if seen.facts.hidden < 1 or not (output > 0 and np.isfinite(first)):
        return None
    layer = seen.facts.layers[0]
    if seen.all_zero("layer_gradient_norm")[0]:
        text = f"None reaches {layer}: its norm is 0 in {seen.window}."
        return Said("bad", "No gradient.", text, layer)
    if first == 0:
        return None
    factor = (output / first) ** (1 / seen.facts.hidden)
    if factor < PER_LAYER or output < IN_ALL * first:
        return None
    text = (
        f"With each layer towards the input a parameter's gradient is {number(factor, 2)} times "
        f"smaller on average: {first_and_output(seen)}, the median of {seen.window}."
    )
    return Said("warn" if learns(seen, "training") else "bad", "Vanishing gradient.", text, layer)


VANISHING = Rule("vanishing", frozenset({"layer_gradient_norm", *LOSSES}), speak)
