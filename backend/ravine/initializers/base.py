"""What an initializer entry is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import jax
from jax.nn.initializers import Initializer as Draw

from ravine.vocabulary.catalog import Entry

Mode = Literal["fan_in", "fan_avg"]
Distribution = Literal["normal", "uniform"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Initializer(Entry):
    """How a kernel of shape (units, inputs) gets its first weights. Biases start at zero.

    Args:
        build: from the entry's parameters (which may be traced) to one of
            `jax.nn.initializers`: a function of key, shape and dtype.
    """

    build: Callable[..., Draw]


def scaled(scale: float, mode: Mode, distribution: Distribution) -> Callable[[], Draw]:
    """Weights of variance `scale / fan`, for kernels of shape (units, inputs)."""
    return lambda: jax.nn.initializers.variance_scaling(
        scale, mode, distribution, in_axis=-1, out_axis=-2
    )
