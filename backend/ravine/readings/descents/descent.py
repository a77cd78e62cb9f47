"""What an outcome is read from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ravine.readings.descents.geometry import finite
from ravine.readings.descents.shapes import Hessians, Points, Series


@dataclass(frozen=True)
class Region:
    """The drawn part of the plane.

    Args:
        centre: its middle.
        diagonal: the length of its diagonal, the unit of distance.
        span: the largest less the least loss in it, as far as samples tell; the unit of loss.
    """

    centre: tuple[float, float]
    diagonal: float
    span: float


@dataclass(frozen=True)
class Ground:
    """The surface under a descent.

    Args:
        region: what is drawn of it.
        minimizers: known minimizers as rows (x, y, value).
        values: f at many points.
        hessians: second derivatives at many points.
    """

    region: Region
    minimizers: Sequence[tuple[float, float, float]]
    values: Callable[[Points], Series]
    hessians: Callable[[Points], Hessians]

    @property
    def least(self) -> float | None:
        """The least known value of f."""
        return min((value for _, _, value in self.minimizers), default=None)


@dataclass(frozen=True)
class Descent:
    """A path of n steps; only its last entry may hold numbers that are not finite.

    Args:
        points: n + 1 points.
        loss: the noise-free loss at each.
        gradient: the noise-free gradient at each.
        twin: the path of a twin that is put one rounding error off at every step.
        noise: standard deviation of the noise on each component of the gradients it followed.
    """

    points: Points
    loss: Series
    gradient: Points
    twin: Points
    noise: float

    @property
    def steps(self) -> int:
        """Number of steps n."""
        return len(self.loss) - 1


def finite_part(points: Points, loss: Series, gradient: Points) -> slice:
    """The steps up to and with the first at which something is not finite."""
    whole = finite(points) & np.isfinite(loss) & finite(gradient)
    return slice(len(loss) if whole.all() else int(np.argmin(whole)) + 1)
