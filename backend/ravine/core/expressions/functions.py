"""The functions that an expression may call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import jax.numpy as jnp
from jaxtyping import Array

from ravine.core import stable


@dataclass(frozen=True)
class Function:
    """A function of the language.

    Args:
        apply: its value, elementwise.
        price: what compiling it costs, as in `lowering.Node`, for each argument.
        least: fewest arguments.
        most: most arguments; None for any number.
    """

    apply: Callable[..., Array]
    price: int
    least: int = 1
    most: int | None = 1

    @property
    def arguments(self) -> str:
        """How many arguments it takes, in words."""
        if self.most is None:
            return f"{self.least} or more values"
        return f"{self.least} value{'' if self.least == 1 else 's'}"


FUNCTIONS: Final[dict[str, Function]] = {
    "sin": Function(jnp.sin, 3),
    "cos": Function(jnp.cos, 3),
    "tan": Function(jnp.tan, 4),
    "asin": Function(stable.asin, 20),
    "acos": Function(stable.acos, 20),
    "atan": Function(jnp.arctan, 4),
    "sinh": Function(jnp.sinh, 3),
    "cosh": Function(jnp.cosh, 3),
    "tanh": Function(stable.tanh, 24),
    "exp": Function(jnp.exp, 3),
    "log": Function(jnp.log, 3),
    "ln": Function(jnp.log, 3),
    "log10": Function(jnp.log10, 4),
    "sqrt": Function(jnp.sqrt, 4),
    "abs": Function(stable.magnitude, 4),
    "sign": Function(jnp.sign, 1),
    "min": Function(stable.least, 5, 2, None),
    "max": Function(stable.greatest, 5, 2, None),
    "atan2": Function(jnp.arctan2, 6, 2, 2),
}
