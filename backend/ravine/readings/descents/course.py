"""What a path did up to each of the steps at which it is read."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ravine.readings.descents import windows
from ravine.readings.descents.descent import Descent
from ravine.readings.descents.geometry import lengths
from ravine.readings.descents.shapes import Flags, Series, Steps, Values

# The window is the last fifth of the steps so far, and at least so many.
WINDOW = 20


@dataclass(frozen=True)
class Course:
    """Measures of a descent, each [r], over a window of the steps just before each reading.

    Args:
        descent: what is measured.
        step: the steps at which it is read.
    """

    descent: Descent
    step: Steps

    @cached_property
    def begin(self) -> Steps:
        """The first step of the window."""
        return self.step - np.minimum(self.step, np.maximum(WINDOW, self.step // 5))

    @cached_property
    def middle(self) -> Steps:
        """The first step of the window's second half."""
        return self.step - (self.step - self.begin) // 2

    @cached_property
    def _before_middle(self) -> Steps:
        return np.maximum(self.begin, self.middle - 1)

    @cached_property
    def loss(self) -> Values:
        """The loss at the step."""
        return self.descent.loss[self.step]

    @cached_property
    def low(self) -> Values:
        """The least loss in the window."""
        return windows.over(np.minimum, self.descent.loss, self.begin, self.step)

    @cached_property
    def high(self) -> Values:
        """The largest loss in the window."""
        return np.maximum(self.high_first, self.high_last)

    @cached_property
    def high_first(self) -> Values:
        """The largest loss in the window's first half."""
        return windows.over(np.maximum, self.descent.loss, self.begin, self._before_middle)

    @cached_property
    def high_last(self) -> Values:
        """The largest loss in the window's second half."""
        return windows.over(np.maximum, self.descent.loss, self.middle, self.step)

    @cached_property
    def high_before(self) -> Values:
        """The largest loss from the start to the window's first step."""
        return np.maximum.accumulate(self.descent.loss)[self.begin]

    @cached_property
    def fallen(self) -> Values:
        """How far the loss lies below the largest so far."""
        return np.maximum.accumulate(self.descent.loss)[self.step] - self.loss

    @cached_property
    def mean_first(self) -> Values:
        """The mean loss in the window's first half."""
        return windows.mean(self.descent.loss, self.begin, self._before_middle)

    @cached_property
    def mean_last(self) -> Values:
        """The mean loss in the window's second half."""
        return windows.mean(self.descent.loss, self.middle, self.step)

    @cached_property
    def trend(self) -> Values:
        """Welch's t of the loss in the later half of all steps so far; below 0 it falls."""
        return windows.trend(self.descent.loss, self.step)

    @cached_property
    def swing(self) -> Values:
        """The larger of the ranges of x and y in the window."""
        ranges = [
            windows.over(np.maximum, axis, self.begin, self.step)
            - windows.over(np.minimum, axis, self.begin, self.step)
            for axis in self.descent.points.T
        ]
        return np.maximum(*ranges)

    @cached_property
    def strides(self) -> Series:
        """The length of each step, after a 0 for the start."""
        return np.append(0.0, lengths(np.diff(self.descent.points, axis=0)))

    @cached_property
    def length(self) -> Values:
        """The length of the way in the window."""
        along = windows.over(np.add, self.strides, self.begin, self.step)
        return along - self.strides[self.begin]

    @cached_property
    def net(self) -> Values:
        """The distance between the window's ends."""
        points = self.descent.points
        return lengths(points[self.step] - points[self.begin])

    @cached_property
    def lengthening(self) -> Values:
        """The longest step in the window's second half over the longest in its first."""
        first = windows.over(
            np.maximum, self.strides, np.minimum(self.begin + 1, self.step), self._before_middle
        )
        return windows.over(np.maximum, self.strides, self.middle, self.step) / first

    @cached_property
    def rising(self) -> Flags:
        """In the whole window every loss is above the one before, and no step is shorter."""
        higher = self._least(np.diff(self.descent.loss)) > 0
        return higher & (self._least(np.diff(self.strides)) >= 0)

    def _least(self, changes: Series) -> Values:
        """The least change in the window, where `changes` belong to steps 1 to n."""
        first = np.minimum(self.begin + 1, self.step)
        return windows.over(np.minimum, np.append(np.inf, changes), first, self.step)

    @cached_property
    def steepness(self) -> Values:
        """The mean norm of the gradient in the window."""
        return windows.mean(lengths(self.descent.gradient), self.begin, self.step)

    @cached_property
    def drift(self) -> Values:
        """The sum of the window's gradients in standard deviations of the sum of its noise."""
        sums = [
            windows.over(np.add, axis, self.begin, self.step) for axis in self.descent.gradient.T
        ]
        count = self.step - self.begin + 1
        of_noise: Values = self.descent.noise * np.sqrt(count)
        return lengths(np.stack(sums, axis=1)) / of_noise

    @cached_property
    def apart(self) -> Values:
        """The largest distance from the twin in the window."""
        off = self.descent.points - self.descent.twin
        return windows.over(np.fmax, lengths(off), self.begin, self.step)
