"""Sizes of gradients that can be compared between layers."""

import numpy as np

from ravine.readings.numbers import number
from ravine.readings.trainings.seen import Seen


def gradient_sizes(seen: Seen) -> np.ndarray:
    """Root mean square of each layer's gradient, norm / sqrt(parameters), over recent steps.

    A norm grows with the number of parameters; this does not.
    """
    sizes: np.ndarray = seen.recent("layer_gradient_norm") / np.sqrt(seen.facts.parameters)
    return sizes


def first_and_output(seen: Seen) -> str:
    """Norms and sizes of the first and the output layer, from which their ratio can be checked."""
    norms = seen.recent("layer_gradient_norm")
    layers, parameters = seen.facts.layers, seen.facts.parameters
    return (
        f"norm {number(norms[0], 2)} over the {parameters[0]} parameters of {layers[0]}, "
        f"{number(norms[-1], 2)} over the {parameters[-1]} of the output layer"
    )
