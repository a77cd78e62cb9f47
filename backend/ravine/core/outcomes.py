"""What became of a descent: a word, a step and a sentence."""

from dataclasses import dataclass

import numpy as np

from ravine.core.convergence import converged
from ravine.core.descents import Descent, Status
from ravine.core.divergence import diverged
from ravine.core.standstill import descending, oscillating, stalled

# Of the drawn region's diagonal.
SENSITIVE = 1e-6


@dataclass(frozen=True)
class Outcome:
    """How a descent ended.

    Args:
        status: the word.
        step: the step from which the word holds.
        sentence: the same for people, with the number it rests on.
        sensitive_from: the first step at which a twin, one rounding error off at every step, was
            `SENSITIVE` diagonals away (or of the way from the start, where that is farther); None
            if it never was. Beyond it rounding decides the path.
    """

    status: Status
    step: int
    sentence: str
    sensitive_from: int | None


def read_outcome(descent: Descent) -> Outcome:
    """Say what became of a descent."""
    with np.errstate(all="ignore"):
        sensitive = _sensitive_from(descent)
        for reading in (diverged, converged, oscillating, stalled):
            found = reading(descent)
            if found is not None:
                return Outcome(*found, sensitive)
        return Outcome(*descending(descent), sensitive)


def _sensitive_from(descent: Descent) -> int | None:
    apart = np.linalg.norm(descent.points - descent.twin, axis=1)
    scale = np.maximum(np.linalg.norm(descent.points - descent.points[0], axis=1), descent.diagonal)
    off = ~(apart <= SENSITIVE * scale) & np.isfinite(descent.loss)
    return int(np.argmax(off)) if off.any() else None
