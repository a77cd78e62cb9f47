"""Reading convergence off a descent."""

import numpy as np

from ravine.core.descents import NEAR, Descent, Reading, Status

# Of the drawn region's diagonal.
NEWTON_STEP = 1e-3
# Of the loss that the descent has fallen.
NEWTON_GAIN = 1e-6
# A curvature this many times less than the largest is none.
LEVEL = 1e-9


def converged(descent: Descent) -> Reading | None:
    """Newton's step from the end is short and would gain next to nothing.

    The gain is ½ gᵀH⁻¹g (half the squared Newton decrement; Boyd and Vandenberghe 2004, 9.5),
    so a plateau, where gradient and curvature vanish together, does not count; the level floor
    of a valley does. A path that still jumps has not come to rest, wherever it landed last.
    """
    if np.linalg.norm(np.diff(descent.points[-2:], axis=0)) > NEAR * descent.diagonal:
        return None
    fallen = float(np.max(descent.loss) - descent.loss[-1])
    step_and_gain = _newton(descent)
    if step_and_gain is None or step_and_gain[0] > NEWTON_STEP * descent.diagonal:
        return None
    if not step_and_gain[1] <= NEWTON_GAIN * fallen + 1e-30:
        return None
    above = descent.loss > descent.loss[-1] + NEWTON_GAIN * fallen + 1e-30
    step = int(np.max(np.flatnonzero(above), initial=-1)) + 1
    return Status.CONVERGED, step, f"Converged at step {step} to {_name_of_minimum(descent)}."


def _newton(descent: Descent) -> tuple[float, float] | None:
    """Length and gain of Newton's step from the end; None where it does not lead to a minimum.

    Along a level direction (no curvature, no slope: a valley's floor) the step is 0.
    """
    if not np.isfinite(descent.hessian).all():
        return None
    curvatures, directions = np.linalg.eigh(descent.hessian)
    slopes = directions.T @ descent.gradient[-1]
    curved = curvatures > LEVEL * curvatures[1]
    level = (np.abs(curvatures) <= LEVEL * curvatures[1]) & (
        np.abs(slopes) <= LEVEL * curvatures[1] * descent.diagonal
    )
    if not curved[1] or not (curved | level).all():
        return None
    steps = slopes[curved] / curvatures[curved]
    return float(np.linalg.norm(steps)), float(slopes[curved] @ steps) / 2


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
