"""Several optimizers on one surface."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jax
import numpy as np
from jaxtyping import Array, Key

from ravine.core.descend import Hypers, Record, descend
from ravine.core.keys import Purpose, purpose_key
from ravine.jobs.landscapes.drawing import describe, landscape_of
from ravine.jobs.landscapes.grounds import ground_of, settled_start
from ravine.jobs.landscapes.plans import ComparePlan, OptimizerPlan
from ravine.jobs.recipes import ConfiguredOptimizer, descent_recipe
from ravine.optimizers import OPTIMIZERS
from ravine.readings.descents import Descent, Outcome, Span, finite_part, read_descents
from ravine.readings.numbers import number, place
from ravine.surfaces import Landscape


@dataclass(frozen=True)
class Terms:
    """What all runs share.

    Args:
        start: (x, y).
        steps: number of steps.
        seed: seed of the noise.
        noise: standard deviation of the Gaussian noise on each component of the gradient.
    """

    start: tuple[float, float]
    steps: int
    seed: int
    noise: float


def compare(plan: ComparePlan) -> dict[str, Any]:
    """Do what a plan says; see `run_comparison`."""
    return run_comparison(landscape_of(plan.surface), plan)


def run_comparison(landscape: Landscape, plan: ComparePlan) -> dict[str, Any]:
    """Run every optimizer of a plan under the same terms.

    Args:
        landscape: where they descend, in place of the plan's surface.
        plan: the optimizers and their terms.

    Returns:
        The answer of `POST /api/landscape/compare`, with NumPy arrays in place of lists and
        non-finite numbers in place.

    Raises:
        Problems: nothing can start there.
    """
    terms = _terms(plan, landscape)
    with jax.enable_x64(True):
        key = purpose_key(terms.seed, Purpose.NOISE)
        records = [_descend(landscape, terms, optimizer, key) for optimizer in plan.optimizers]
        descents = [_descent(record, terms.noise) for record in records]
        read = read_descents(descents, ground_of(landscape))
    return {
        "surface": describe(landscape),
        "runs": [
            _answer(optimizer, record, *said)
            for optimizer, record, said in zip(plan.optimizers, records, read, strict=True)
        ],
        "protocol": _protocol(terms, plan.optimizers),
    }


def _terms(plan: ComparePlan, landscape: Landscape) -> Terms:
    start = settled_start(landscape, plan.start, plan.start_given)
    return Terms(start, plan.steps, plan.seed, plan.noise)


def _descend(
    landscape: Landscape, terms: Terms, plan: OptimizerPlan, key: Key[Array, ""]
) -> Record:
    """The path of one optimizer, up to where it leaves the finite numbers."""
    optimizer = ConfiguredOptimizer.from_specs(plan, plan.schedule)
    recipe = descent_recipe(landscape.surface, optimizer, terms.noise > 0)
    hypers = Hypers(dict(landscape.params), optimizer.hyper, terms.noise)
    whole: Any = descend(recipe, hypers, terms.start, terms.steps, key)
    kept = finite_part(whole.point, whole.loss, whole.gradient)
    record: Record = jax.tree.map(lambda column: column[kept], whole)
    return record


def _descent(record: Any, noise: float) -> Descent:
    return Descent(record.point, record.loss, record.gradient, record.twin, noise)


def _answer(
    optimizer: OptimizerPlan, record: Any, outcome: Outcome, outcomes: Sequence[Span]
) -> dict[str, Any]:
    steps = len(record.loss) - 1
    state = {name: {"x": values[:, 0], "y": values[:, 1]} for name, values in record.state.items()}
    return {
        "label": optimizer.label,
        "optimizer": optimizer.model_dump(include={"name", "params", "schedule"}),
        "x": record.point[:, 0],
        "y": record.point[:, 1],
        "loss": record.loss,
        "gradient_norm": np.hypot(record.gradient[:, 0], record.gradient[:, 1]),
        "learning_rate": record.learning_rate[:steps],
        "state": state,
        "outcome": vars(outcome),
        "outcomes": [vars(span) for span in outcomes],
        "gradient_evaluations": steps * OPTIMIZERS[optimizer.name].gradient_evaluations,
        "nonfinite": {},
    }


def _protocol(terms: Terms, optimizers: Sequence[OptimizerPlan]) -> dict[str, Any]:
    """What was held equal, and how each learning rate came about."""
    rates = [
        {
            "label": optimizer.label,
            "learning_rate": optimizer.params["learning_rate"],
            "chosen": optimizer.rate_chosen,
        }
        for optimizer in optimizers
    ]
    evaluations = [OPTIMIZERS[optimizer.name].gradient_evaluations for optimizer in optimizers]
    return {
        "start": list(terms.start),
        "steps": terms.steps,
        "seed": terms.seed,
        "noise": terms.noise,
        "precision": "float64",
        "gradient_evaluations": terms.steps * max(evaluations, default=1),
        "clipping": "none",
        "learning_rates": rates,
        "sentences": _sentences(terms),
    }


def _sentences(terms: Terms) -> list[str]:
    noise = (
        f"The same Gaussian noise of standard deviation {number(terms.noise)} on every gradient "
        f"(seed {terms.seed}); losses are noise-free."
        if terms.noise > 0
        else "Exact gradients, no noise."
    )
    return [
        f"Same start {place(*terms.start, 6)} and budget of {terms.steps} steps.",
        noise,
        "Learning rates as listed; none was tuned for this comparison.",
        "Nothing is clipped, clamped or rescaled; float64 throughout.",
    ]
