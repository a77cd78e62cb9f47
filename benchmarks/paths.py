"""Microseconds per optimizer step in the engine."""

import jax

from benchmarks import torch_paths
from benchmarks.table import Line, ratio_line
from benchmarks.timing import Effort, best
from ravine.core.descend import Hypers, descend
from ravine.core.keys import Purpose, purpose_key
from ravine.jobs.recipes import ConfiguredOptimizer, descent_recipe
from ravine.optimizers import OPTIMIZERS
from ravine.schedules import SCHEDULES
from ravine.surfaces import SURFACES, Landscape

STEPS = 8000
TORCH_STEPS = 1000


def lines(effort: Effort) -> list[Line]:
    """All optimizers together, and the one with the least advantage."""
    how = torch_paths.better_setting()
    ours = {name: _ours(name, effort) for name in OPTIMIZERS}
    theirs = {name: _theirs(name, effort, how) for name in OPTIMIZERS}
    least = min(OPTIMIZERS, key=lambda name: theirs[name] / ours[name])
    return [
        ratio_line(
            "optimizer step on a surface, mean of 8 optimizers",
            sum(ours.values()) / len(ours),
            sum(theirs.values()) / len(theirs),
            goal=300,
        ),
        ratio_line(f"the same, least advantage: {least}", ours[least], theirs[least], goal=300),
    ]


def _ours(name: str, effort: Effort) -> float:
    """With everything that is recorded of a step, and the twin, which takes every step, too."""
    entry, schedule = OPTIMIZERS[name], SCHEDULES["constant"]
    landscape = Landscape(SURFACES["rosenbrock"], SURFACES["rosenbrock"].fill())
    optimizer = ConfiguredOptimizer(entry, entry.fill(), schedule, schedule.fill())
    recipe = descent_recipe(landscape.surface, optimizer, noisy=False)
    hypers = Hypers(dict(landscape.params), optimizer.hyper, 0.0)
    key, steps = purpose_key(0, Purpose.NOISE), effort.steps(STEPS)
    with jax.enable_x64(True):
        spent = best(lambda: descend(recipe, hypers, (-1.5, 2.0), steps, key), effort.repeats)
    return spent / steps * 1e6


def _theirs(name: str, effort: Effort, how: dict[str, bool]) -> float:
    steps = effort.steps(TORCH_STEPS)
    spent = best(lambda: torch_paths.descend(name, steps, keep=False, **how), effort.repeats)
    return spent / steps * 1e6
