"""What a rule is, and what it reads."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ravine.readings.descents.course import WINDOW, Course
from ravine.readings.descents.descent import Descent, Ground
from ravine.readings.descents.geometry import finite
from ravine.readings.descents.shapes import Flags
from ravine.readings.descents.status import Status
from ravine.readings.descents.terrain import Terrain

# Gradients this many times the noise are not ruled by it.
LOUD = 10.0
# A sum of gradients this many standard deviations of the noise's is a descent.
DRIFT = 4.0
# Distance from the twin, as a share of the swing, from which rounding rules the path.
CHAOS = 1e-2
# Welch's t beyond which a trend is one.
CLEAR = 4.0
# A way this many times longer than what it gains in distance goes to and fro.
ROUNDABOUT = 4.0


@dataclass(frozen=True)
class Read:
    """A descent as it stands at r steps, each seen from the steps up to there alone."""

    descent: Descent
    ground: Ground
    course: Course
    terrain: Terrain

    @cached_property
    def broken(self) -> Flags:
        """Whether the place, the loss or the gradient is not finite."""
        points = self.descent.points[self.course.step]
        defined = finite(points) & finite(self.terrain.gradient)
        return ~(defined & np.isfinite(self.course.loss))

    @cached_property
    def at_rest(self) -> Flags:
        """Whether the path stands still, or for a while moved by next to nothing.

        At the start, whether it has nowhere to go.
        """
        slow = (self.course.step >= WINDOW) & self.terrain.looked_at & ~self.at_bottom
        stuck = (self.descent.noise == 0) & (self.terrain.slope == 0)
        still: Flags = np.where(self.course.step == 0, stuck, (self.course.swing == 0) | slow)
        return still

    @cached_property
    def at_bottom(self) -> Flags:
        """Whether a minimum is a short Newton step away."""
        return self.terrain.short_step & self.terrain.bowl

    @cached_property
    def noisy(self) -> Flags:
        """Whether noise rules the path: the gradient is not far above it and leads nowhere."""
        if self.descent.noise == 0:
            return np.zeros(len(self.course.step), bool)
        quiet = self.course.steepness <= LOUD * self.descent.noise
        leads = (self.course.drift >= DRIFT) & (self.course.mean_last < self.course.mean_first)
        return quiet & ~leads

    @cached_property
    def chaotic(self) -> Flags:
        """Whether a rounding error would have led elsewhere."""
        return self.course.apart > CHAOS * self.course.swing

    @cached_property
    def to_and_fro(self) -> Flags:
        """Whether the path goes a long way and gets nowhere."""
        long_enough = self.course.step >= WINDOW
        return long_enough & (self.course.length > ROUNDABOUT * self.course.net)


class Rule(NamedTuple):
    """One way to stand.

    Args:
        status: the word for it.
        holds: at which of the r steps it holds.
        say: for one of them, the step from which the word holds and a sentence.
    """

    status: Status
    holds: Callable[[Read], Flags]
    say: Callable[[Read, int], tuple[int, str]]
