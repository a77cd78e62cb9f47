"""Which scale shows a surface's values: decided here for every picture of it."""

from typing import Final

import numpy as np
from jaxtyping import Float

from ravine.wire.scale import AsinhScale, LinearScale, LogScale, Scale

# A tenth of the picture lies below this share of the range: the values span orders of magnitude.
STEEP: Final = 0.03
# Depth of the picture: values closer to the least than this share of the range look alike.
DEPTH: Final = 1e-4
# asinh(f / unit) is finite for every f that is at most so many units.
MOST_UNITS: Final = 1e300


def scale_of(z: Float[np.ndarray, "m n"], minimum: float | None) -> Scale:
    """The scale for values on a grid.

    - asinh(f / unit) where no minimum is known and values are negative: there is no floor
      that a logarithm could measure from, and the sign is worth seeing. Also where the range is
      no finite number. The unit is the median of |f| where f is not 0.
    - log10(f - least + floor) where a tenth of the picture lies in the lowest 3% of the range,
      so that the floor of a ravine is as visible as its walls; the floor is 1e-4 of the range.
    - f itself otherwise.

    Args:
        z: values, of which those that are not finite do not count.
        minimum: the least known value of the surface; None if it has none.
    """
    finite = z[np.isfinite(z)]
    if not finite.size:
        return LinearScale()
    most = float(np.max(finite))
    least = min(float(np.min(finite)), np.inf if minimum is None else minimum)
    with np.errstate(over="ignore"):
        span = float(np.subtract(most, least))
    if (minimum is None and least < 0) or not np.isfinite(span):
        return AsinhScale(unit=_unit(np.abs(finite)))
    tenth = float(np.quantile(finite, 0.1, method="lower"))
    floor = span * DEPTH
    if floor > 0 and tenth - least < STEEP * span:
        return LogScale(least=least, floor=floor)
    return LinearScale()


def _unit(sizes: Float[np.ndarray, "k"]) -> float:
    """The median of what is not 0, unless the largest is no finite number of that."""
    median = np.quantile(sizes[sizes > 0], 0.5, method="lower")
    return max(float(median), float(np.max(sizes)) / MOST_UNITS)
