"""Reading oscillation, standstill and plain descent off a descent."""

import numpy as np

from ravine.core.descents import STANDSTILL, Descent, Reading, Status, progress

# Flat: at this slope even crossing the drawn region would change the loss by less.
FLAT = 1e-2
# A path is oscillating when it is this many times longer than what it gains in distance.
WANDERING = 4.0


def oscillating(descent: Descent) -> Reading | None:
    """Its last steps went a long way to and fro and gained no ground."""
    tail = descent.points[-descent.window - 1 :]
    length = float(np.linalg.norm(np.diff(tail, axis=0), axis=1).sum())
    gained = float(np.linalg.norm(tail[-1] - tail[0]))
    swing = float(np.max(np.ptp(tail, axis=0))) / 2
    moving = swing > 1e-9 * descent.diagonal
    if descent.window < 20 or not moving or length <= WANDERING * gained:
        return None
    if progress(descent) > 10 * STANDSTILL:
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


def stalled(descent: Descent) -> Reading | None:
    """Its last steps gained no ground, without convergence."""
    if descent.window < 20 or progress(descent) > STANDSTILL:
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
    flat = FLAT * max(abs(float(descent.loss[-1])), float(np.ptp(descent.loss)), 1e-300)
    if float(np.linalg.norm(descent.gradient[-1])) * descent.diagonal > flat:
        return " on a slope"
    low, high = np.linalg.eigvalsh(descent.hessian) * descent.diagonal**2
    return " at a saddle" if low < -flat and high > flat else " on a plateau"


def descending(descent: Descent) -> Reading:
    """None of the rest: it would gain from more steps."""
    share = progress(descent)
    span = "step" if descent.window == 1 else f"{descent.window} steps"
    pace = f", {share:.0%} lower within the last {span}" if share > 0.005 else ""
    if descent.loss[-1] > descent.loss[0]:
        return (
            Status.DESCENDING,
            descent.steps,
            (
                f"Not settled at step {descent.steps}: loss {descent.loss[-1]:.3g}, "
                f"above {descent.loss[0]:.3g} at the start{pace}."
            ),
        )
    return (
        Status.DESCENDING,
        descent.steps,
        (f"Still descending at step {descent.steps}: loss {descent.loss[-1]:.3g}{pace}."),
    )
