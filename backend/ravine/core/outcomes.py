"""What became of a descent: a word, a step and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from jaxtyping import Float

Points = Float[np.ndarray, "k 2"]
Series = Float[np.ndarray, "k"]

# Fractions of the drawn region's diagonal.
FAR = 100.0
NEAR = 1e-2
NEWTON_STEP = 1e-3
SENSITIVE = 1e-6
# Fractions of the loss.
NEWTON_GAIN = 1e-6
EXPLODED = 1e3
STANDSTILL = 1e-3
# Flat: at this slope even crossing the drawn region would change the loss by less.
FLAT = 1e-2
# A path is oscillating when it is this many times longer than what it gains in distance.
WANDERING = 4.0


class Status(StrEnum):
    """The five ways a descent can stand at its end."""

    CONVERGED = "converged"
    DESCENDING = "descending"
    STALLED = "stalled"
    OSCILLATING = "oscillating"
    DIVERGED = "diverged"


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


def read_outcome(descent: Descent) -> Outcome:
    """Say what became of a descent."""
    with np.errstate(all="ignore"):
        sensitive = _sensitive_from(descent)
        for reading in (_diverged, _converged, _oscillating, _stalled):
            found = reading(descent)
            if found is not None:
                return Outcome(*found, sensitive)
        return Outcome(*_descending(descent), sensitive)


Reading = tuple[Status, int, str]


def _sensitive_from(descent: Descent) -> int | None:
    apart = np.linalg.norm(descent.points - descent.twin, axis=1)
    scale = np.maximum(np.linalg.norm(descent.points - descent.points[0], axis=1), descent.diagonal)
    off = ~(apart <= SENSITIVE * scale) & np.isfinite(descent.loss)
    return int(np.argmax(off)) if off.any() else None


def _diverged(descent: Descent) -> Reading | None:
    broken = first_nonfinite(descent.points, descent.loss, descent.gradient)
    if broken is not None:
        return Status.DIVERGED, broken, _broken_sentence(descent, broken)
    away = np.linalg.norm(descent.points - descent.points[0], axis=1)
    if away[-1] > FAR * descent.diagonal:
        step = int(np.argmax(away > FAR * descent.diagonal))
        return (
            Status.DIVERGED,
            step,
            (
                f"Diverged: by step {step} it was {FAR:g} drawn regions away from its start."
            ),
        )
    limit = EXPLODED * max(abs(descent.loss[0]), 1e-12)
    if descent.loss[-1] > limit:
        step = int(np.argmax(descent.loss > limit))
        return (
            Status.DIVERGED,
            step,
            (
                f"Diverged: the loss passed {limit:.3g} at step {step}, "
                f"{EXPLODED:g} times its start of {descent.loss[0]:.3g}."
            ),
        )
    return None


def _broken_sentence(descent: Descent, step: int) -> str:
    if step == 0:
        return "Diverged: the loss or its gradient is not finite at the start."
    last = descent.loss[step - 1]
    if last < descent.loss[0]:
        return (
            f"Diverged: the loss falls without bound, to {last:.3g} at step {step - 1}, "
            f"and leaves the finite numbers at step {step}."
        )
    return (
        f"Diverged: the loss grew from {descent.loss[0]:.3g} to {last:.3g} at step {step - 1} "
        f"and left the finite numbers at step {step}."
    )


def _converged(descent: Descent) -> Reading | None:
    """Newton's step from the end is short and would gain next to nothing.

    The gain is ½ gᵀH⁻¹g (half the squared Newton decrement; Boyd and Vandenberghe 2004, 9.5),
    so a plateau, where gradient and curvature vanish together, does not count.
    """
    gradient = descent.gradient[-1]
    if not np.isfinite(descent.hessian).all() or np.linalg.eigvalsh(descent.hessian)[0] <= 0:
        return None
    newton = np.linalg.solve(descent.hessian, gradient)
    fallen = float(np.max(descent.loss) - descent.loss[-1])
    gain = float(gradient @ newton) / 2
    if np.linalg.norm(newton) > NEWTON_STEP * descent.diagonal:
        return None
    if not gain <= NEWTON_GAIN * fallen + 1e-30:
        return None
    above = descent.loss > descent.loss[-1] + NEWTON_GAIN * fallen + 1e-30
    step = int(np.max(np.flatnonzero(above), initial=-1)) + 1
    return Status.CONVERGED, step, f"Converged at step {step} to {_name_of_minimum(descent)}."


def _name_of_minimum(descent: Descent) -> str:
    x, y = descent.points[-1]
    value, least = descent.loss[-1], descent.minimum
    where = f"({x:.4g}, {y:.4g}), loss {value:.3g}"
    near = [
        found
        for found in descent.minimizers
        if np.hypot(x - found[0], y - found[1]) <= NEAR * descent.diagonal
    ]
    if near and least is not None and near[0][2] <= least:
        return f"the minimum at ({near[0][0]:.4g}, {near[0][1]:.4g}), loss {value:.3g}"
    if least is not None:
        return f"a local minimum at {where}; the least known loss is {least:.3g}"
    return f"a minimum at {where}"


def _progress(descent: Descent) -> float:
    """Share of the loss above the minimum that the second half of the window has gained."""
    tail = descent.loss[-descent.window - 1 :]
    half = len(tail) // 2
    before, after = float(np.median(tail[:half])), float(np.median(tail[half:]))
    floor = descent.minimum
    if floor is None:
        floor = float(np.min(descent.loss)) - float(np.ptp(descent.loss))
    return (before - after) / max(before - floor, 1e-300)


def _oscillating(descent: Descent) -> Reading | None:
    tail = descent.points[-descent.window - 1 :]
    length = float(np.linalg.norm(np.diff(tail, axis=0), axis=1).sum())
    gained = float(np.linalg.norm(tail[-1] - tail[0]))
    swing = float(np.max(np.ptp(tail, axis=0))) / 2
    moving = swing > 1e-9 * descent.diagonal
    if descent.window < 20 or not moving or length <= WANDERING * gained:
        return None
    if _progress(descent) > 10 * STANDSTILL:
        return None
    step = descent.steps - descent.window
    return (
        Status.OSCILLATING,
        step,
        (
            f"Oscillating: the last {descent.window} steps went to and fro by ±{swing:.2g} "
            f"and gained no ground; loss {descent.loss[-1]:.3g}."
        ),
    )


def _stalled(descent: Descent) -> Reading | None:
    if descent.window < 20 or _progress(descent) > STANDSTILL:
        return None
    step = descent.steps - descent.window
    moved = float(np.linalg.norm(descent.points[-1] - descent.points[step]))
    return (
        Status.STALLED,
        step,
        (
            f"Stalled{_reason(descent)}: the last {descent.window} steps moved {moved:.2g} in all; "
            f"gradient norm {np.linalg.norm(descent.gradient[-1]):.2g}."
        ),
    )


def _reason(descent: Descent) -> str:
    """Where a standstill happens, as far as gradient and curvature tell."""
    slope = float(np.linalg.norm(descent.gradient[-1])) * descent.diagonal
    if slope > FLAT * max(abs(float(descent.loss[-1])), 1e-300):
        return " on steps that are too small"
    curvatures = np.linalg.eigvalsh(descent.hessian)
    return " at a saddle" if curvatures[0] < 0 < curvatures[1] else " on a plateau"


def _descending(descent: Descent) -> Reading:
    share = _progress(descent)
    pace = f", {share:.0%} lower within the last {descent.window} steps" if share > 0.005 else ""
    return (
        Status.DESCENDING,
        descent.steps,
        (f"Still descending at step {descent.steps}: loss {descent.loss[-1]:.3g}{pace}."),
    )
