"""What an outcome is read from: a descent with its twin, and measures of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from jaxtyping import Float

Points = Float[np.ndarray, "k 2"]
Series = Float[np.ndarray, "k"]

# Of the drawn region's diagonal: farther away is lost, nearer is there.
FAR = 100.0
NEAR = 1e-2
# Share of the loss above the minimum: gaining less is standing still.
STANDSTILL = 1e-3


class Status(StrEnum):
    """The five ways a descent can stand at its end."""

    CONVERGED = "converged"
    DESCENDING = "descending"
    STALLED = "stalled"
    OSCILLATING = "oscillating"
    DIVERGED = "diverged"


Reading = tuple[Status, int, str]


@dataclass(frozen=True)
class Descent:
    """What an outcome is read from.

    Args:
        points: n + 1 points, possibly not finite from some step on.
        loss: the loss at each.
        gradient: the gradient at each.
        twin: the path of the twin.
        hessian: second derivatives at the last point.
        diagonal: length of the drawn region's diagonal, the unit of distance.
        minimizers: known minimizers as rows (x, y, value).
    """

    points: Points
    loss: Series
    gradient: Points
    twin: Points
    hessian: Float[np.ndarray, "2 2"]
    diagonal: float
    minimizers: Sequence[tuple[float, float, float]]

    @property
    def steps(self) -> int:
        """Number of steps n."""
        return len(self.loss) - 1

    @property
    def window(self) -> int:
        """Number of last steps that tell what the descent is doing: a fifth, at least 20."""
        return min(self.steps, max(20, self.steps // 5))

    @property
    def minimum(self) -> float | None:
        """The least known value of the surface."""
        return min((value for _, _, value in self.minimizers), default=None)


def first_nonfinite(points: Points, loss: Series, gradient: Points) -> int | None:
    """The first step at which a coordinate, the loss or the gradient is not finite."""
    finite = np.isfinite(points).all(1) & np.isfinite(loss) & np.isfinite(gradient).all(1)
    return None if finite.all() else int(np.argmin(finite))


def progress(descent: Descent) -> float:
    """Share of the loss above the minimum that the second half of the window has gained.

    Losses are averaged in pairs first, or the median of a path that jumps between two levels
    would be either of them.
    """
    tail = descent.loss[-descent.window - 1 :]
    if len(tail) > 3:
        tail = (tail[1:] + tail[:-1]) / 2
    half = len(tail) // 2
    before, after = float(np.median(tail[:half])), float(np.median(tail[half:]))
    floor = descent.minimum
    if floor is None:
        floor = float(np.min(descent.loss)) - float(np.ptp(descent.loss))
    return (before - after) / max(before - floor, 1e-300)
