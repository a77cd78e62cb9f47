"""Reading divergence off a descent."""

import numpy as np

from ravine.core.descents import (
    FAR,
    STANDSTILL,
    Descent,
    Reading,
    Status,
    first_nonfinite,
    progress,
)

# Of the loss at the start: an end above this has exploded.
EXPLODED = 1e3
# An end this many times above the start, and rising, has diverged even when it goes to and fro.
RISEN = 10.0
# Of the drawn region's diagonal: a rise nearer to the start than this is no divergence.
NEARBY = 0.25


def diverged(descent: Descent) -> Reading | None:
    """It left the finite numbers or the neighbourhood, or its loss rises."""
    broken = first_nonfinite(descent.points, descent.loss, descent.gradient)
    if broken is not None:
        return Status.DIVERGED, broken, _broken_sentence(descent, broken)
    away = np.linalg.norm(descent.points - descent.points[0], axis=1)
    if away[-1] > FAR * descent.diagonal:
        step = int(np.argmax(away > FAR * descent.diagonal))
        return (
            Status.DIVERGED,
            step,
            (f"Diverged: by step {step} it was {FAR:g} drawn regions away from its start."),
        )
    limit = EXPLODED * max(abs(descent.loss[0]), 1e-12)
    # A start at a minimum, where the loss is 0, says nothing about what is much: within the drawn
    # region no loss is an explosion.
    if descent.loss[-1] > limit and away[-1] > descent.diagonal:
        step = int(np.argmax(descent.loss > limit))
        return (
            Status.DIVERGED,
            step,
            (
                f"Diverged: the loss passed {limit:.3g} at step {step}, "
                f"{EXPLODED:g} times its start of {descent.loss[0]:.3g}."
            ),
        )
    return _rising(descent) if away[-1] > NEARBY * descent.diagonal else None


def _rising(descent: Descent) -> Reading | None:
    limit = RISEN * max(abs(descent.loss[0]), 1e-12)
    if descent.window < 20 or descent.loss[-1] <= limit or progress(descent) > -10 * STANDSTILL:
        return None
    step = int(np.argmax(descent.loss > limit))
    return (
        Status.DIVERGED,
        step,
        (
            f"Diverged: the loss rose from {descent.loss[0]:.3g} to {descent.loss[-1]:.3g} "
            f"and is still rising at step {descent.steps}."
        ),
    )


def _broken_sentence(descent: Descent, step: int) -> str:
    if step == 0:
        return "Diverged: the loss or its gradient is not finite at the start."
    last = descent.loss[step - 1]
    away = np.linalg.norm(descent.points[step] - descent.points[0])
    if np.isnan(descent.loss[step]) and away < FAR * descent.diagonal:
        x, y = descent.points[step]
        return f"Diverged: step {step} led to ({x:.4g}, {y:.4g}), where the loss is not a number."
    if last == descent.loss[0]:
        return f"Diverged: step {step} left the finite numbers; the loss before it was {last:.3g}."
    if last < descent.loss[0]:
        return (
            f"Diverged: the loss falls without bound, to {last:.3g} at step {step - 1}, "
            f"and leaves the finite numbers at step {step}."
        )
    return (
        f"Diverged: the loss grew from {descent.loss[0]:.3g} to {last:.3g} at step {step - 1} "
        f"and left the finite numbers at step {step}."
    )
