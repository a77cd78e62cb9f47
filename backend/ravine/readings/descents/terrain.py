"""What the surface is like around each of the points at which a descent is read."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ravine.readings.descents.descent import Ground
from ravine.readings.descents.geometry import finite, lengths
from ravine.readings.descents.shapes import Flags, Hessians, Points, Rings, Values

# A curvature this many times less than the largest is none.
LEVEL = 1e-9
EPSILON = float(np.finfo(float).eps)
DIRECTIONS = 16
# Of the drawn region's diagonal.
NEWTON_STEP = 1e-3
# Where f is looked at: in lengths of Newton's step, and in diagonals of the drawn region.
NEWTON_RADII = np.array([3.0, 10.0, 30.0, 100.0])
RADII = np.array([1e-3, 1e-2])


@dataclass(frozen=True)
class Terrain:
    """The surface around r points; every measure is [r].

    Args:
        ground: the surface.
        points: the points.
        loss: f there.
        gradient: its gradient there.
        hessian: its second derivatives there.
        looked_at: where to look around, beside the points a short Newton step from a minimum;
            elsewhere what a look around tells is NaN, and false.
    """

    ground: Ground
    points: Points
    loss: Values
    gradient: Points
    hessian: Hessians
    looked_at: Flags

    @cached_property
    def known(self) -> Flags:
        """Whether everything is finite."""
        return self._bent & finite(self.gradient) & np.isfinite(self.loss)

    @cached_property
    def _bent(self) -> Flags:
        """Whether the second derivatives are finite."""
        return finite(self.hessian.reshape(-1, 4))

    @cached_property
    def slope(self) -> Values:
        """Norm of the gradient."""
        return lengths(self.gradient)

    @cached_property
    def _axes(self) -> tuple[Points, Hessians]:
        """Curvatures, the smaller first, and their directions as columns."""
        whole = np.where(self._bent[:, None, None], self.hessian, 0.0)
        curvatures, directions = np.linalg.eigh(whole)
        return curvatures, directions

    @cached_property
    def _newton(self) -> tuple[Values, Values, Flags]:
        """Length and gain of Newton's step, and whether a direction is level.

        Infinite where the step does not lead to a minimum. Along a level direction (no curvature,
        no slope: a valley's floor) it is 0.
        """
        curvatures, directions = self._axes
        gradient = np.where(self.known[:, None], self.gradient, 0.0)
        slopes = np.einsum("rij,ri->rj", directions, gradient)
        top = curvatures[:, 1:]
        curved = curvatures > LEVEL * top
        flat = LEVEL * top * self.ground.region.diagonal
        level = (np.abs(curvatures) <= LEVEL * top) & (np.abs(slopes) <= flat)
        leads = self.known & (top[:, 0] > 0) & (curved | level).all(1)
        steps = np.where(curved, slopes / np.where(curved, curvatures, 1.0), 0.0)
        length = np.where(leads, lengths(steps), np.inf)
        gain = np.where(leads, (slopes * steps).sum(1) / 2, np.inf)
        return length, gain, level.any(1)

    @property
    def newton_step(self) -> Values:
        """Length of Newton's step; infinite where it does not lead to a minimum."""
        return self._newton[0]

    @property
    def newton_gain(self) -> Values:
        """½ gᵀH⁻¹g, half the squared Newton decrement (Boyd and Vandenberghe 2004, 9.5)."""
        return self._newton[1]

    @cached_property
    def short_step(self) -> Flags:
        """Whether Newton's step leads to a minimum nearby."""
        return self.newton_step <= NEWTON_STEP * self.ground.region.diagonal

    @cached_property
    def _around(self) -> Rings:
        """f on rings: around `NEWTON_RADII`, then `RADII`, in directions fixed to the axes."""
        steps = np.where(np.isfinite(self.newton_step), self.newton_step, 0.0)
        near = steps[:, None] * NEWTON_RADII
        far = np.broadcast_to(RADII * self.ground.region.diagonal, (len(near), len(RADII)))
        radii = np.concatenate([near, far], axis=1)
        rings = np.full((*radii.shape, DIRECTIONS), np.nan)
        chosen = self.looked_at | self.short_step
        angles = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
        circle = np.stack([np.cos(angles), np.sin(angles)])
        turned = np.einsum("rij,jd->rdi", self._axes[1], circle)
        at = self.points[:, None, None, :] + radii[:, :, None, None] * turned[:, None, :, :]
        rings[chosen] = self.ground.values(at[chosen].reshape(-1, 2)).reshape(rings[chosen].shape)
        return rings

    @cached_property
    def rounding(self) -> Values:
        """Differences of f below this are rounding."""
        return 4 * EPSILON * (self.ground.region.span + np.abs(self.loss))

    @cached_property
    def bowl(self) -> Flags:
        """Around Newton's step f falls nowhere noticeably below what the step would gain.

        An inflection looks like a minimum to first and second derivatives; a look around tells.
        """
        near, (_, _, level) = self._around[:, : len(NEWTON_RADII)], self._newton
        allowed = self.loss - 3 * self.newton_gain - self.rounding
        return (_least(near) >= allowed) & (~level | self.lowest)

    @cached_property
    def lowest(self) -> Flags:
        """Nowhere around at `RADII` is f lower, and somewhere it is higher."""
        far = self._around[:, len(NEWTON_RADII) :]
        higher = -_least(-far) > self.loss + self.rounding
        return (_least(far) >= self.loss - self.rounding) & higher

    @cached_property
    def rise(self) -> Values:
        """How far f rises at most at the largest of `RADII`."""
        highest: Values = np.nanmax(self._around[:, -1], axis=1, initial=-np.inf)
        return highest - self.loss

    @cached_property
    def drop(self) -> Values:
        """How far f falls at most at the largest of `RADII`."""
        lowest: Values = np.nanmin(self._around[:, -1], axis=1, initial=np.inf)
        return self.loss - lowest

    def curvature_along(self, moved: Points) -> Values:
        """uᵀHu for directions u, [r, 2], of any length but 0."""
        unit = moved / lengths(moved)[:, None]
        along: Values = np.einsum("ri,rij,rj->r", unit, self.hessian, unit)
        return along


def _least(rings: Rings) -> Values:
    """The least value on the rings around each point; NaN where any of them is."""
    found: Values = rings.min(axis=(1, 2))
    return found
