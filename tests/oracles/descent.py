"""A descent in plain NumPy, and how far two descents agree."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from tests.oracles.optimizers import RULES
from tests.oracles.surfaces import ORACLES


@dataclass(frozen=True)
class Job:
    """One descent.

    Args:
        surface: the surface's name.
        surface_params: all its parameters.
        optimizer: the optimizer's name.
        params: all its parameters, with `learning_rate`.
        start: (x, y).
        steps: number of steps n.
        factor: from the number of steps taken to the factor on the learning rate.
        noise: what is added to the gradient, [n, 2]; None for nothing.
    """

    surface: str
    surface_params: Mapping[str, Any]
    optimizer: str
    params: Mapping[str, Any]
    start: tuple[float, float]
    steps: int
    factor: Callable[[int], float] = lambda count: 1.0
    noise: np.ndarray | None = None


@dataclass(frozen=True)
class Path:
    """What a descent leaves: n + 1 rows each, ending with the first that is not finite."""

    points: np.ndarray
    loss: np.ndarray
    gradient: np.ndarray
    state: dict[str, np.ndarray]


def descend(job: Job) -> Path:
    """The job's path."""
    return _descend(job, lambda point: point)


def twin(job: Job) -> Path:
    """The job's path with every point one rounding error off, the start included.

    Where it parts from the path, rounding decides, and no implementation can be held to either.
    Moving the start alone is not enough: two paths may meet in the same numbers by chance.
    """
    return _descend(job, lambda point: np.nextafter(point, np.inf))


@np.errstate(all="ignore")
def _descend(job: Job, rounded: Callable[[np.ndarray], np.ndarray]) -> Path:
    point = rounded(np.array(job.start, float))
    params = dict(job.params)
    rate, surface = params.pop("learning_rate"), ORACLES[job.surface]
    rule = RULES[job.optimizer](**params)
    points, losses, gradients, states = [], [], [], []
    for count in range(job.steps + 1):
        loss = surface.value(*point, **job.surface_params)
        gradient = np.array(surface.gradient(*point, **job.surface_params))
        points.append(point)
        losses.append(loss)
        gradients.append(gradient)
        states.append(dict(rule.state))
        if not np.isfinite([*point, loss, *gradient]).all() or count == job.steps:
            break
        noisy = gradient if job.noise is None else gradient + job.noise[count]
        change = rule.update(point, noisy, rate * job.factor(count), count + 1)
        point = rounded(point + change)
    columns = {name: np.array([state[name] for state in states]) for name in rule.state}
    return Path(np.array(points), np.array(losses), np.array(gradients), columns)


def differences(points: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Distances of two paths over their common steps.

    Relative to the reference's distance from the origin, or to its start's where that is more.
    """
    common = min(len(points), len(reference))
    apart = np.linalg.norm(points[:common] - reference[:common], axis=1)
    size = np.linalg.norm(reference[:common], axis=1)
    return np.asarray(apart / np.maximum(size, size[0]))


def steady_steps(points: np.ndarray, moved: np.ndarray, tolerance: float) -> int:
    """Number of leading rows over which a path and its twin stay within `tolerance`."""
    with np.errstate(all="ignore"):
        off = ~(differences(moved, points) <= tolerance)
    return int(np.argmax(off)) if off.any() else len(off)
