"""Several optimizers on one surface."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import numpy as np

from ravine.core.descend import Hypers, Trajectory, descend
from ravine.core.descents import Descent, first_nonfinite
from ravine.core.keys import Purpose, purpose_key
from ravine.core.outcomes import Outcome, read_outcome
from ravine.surfaces import Landscape
from ravine.workers.tasks.landscapes import describe, landscape_of
from ravine.workers.tasks.recipes import Stepper, descent_recipe


@dataclass(frozen=True)
class Entrant:
    """One optimizer in a comparison.

    Args:
        label: its name in charts and tables.
        stepper: optimizer, schedule and their parameters.
        rate_chosen: `"given"` by the user or the catalog's `"default"`.
    """

    label: str
    stepper: Stepper
    rate_chosen: str


@dataclass(frozen=True)
class Terms:
    """What all entrants share.

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


def compare(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Run a validated request; see `run_comparison`."""
    entrants = [
        Entrant(run["label"], Stepper.from_names(run, run["schedule"]), run["rate_chosen"])
        for run in payload["optimizers"]
    ]
    terms = Terms(tuple(payload["start"]), payload["steps"], payload["seed"], payload["noise"])
    return run_comparison(landscape_of(payload["surface"]), terms, entrants)


def run_comparison(
    landscape: Landscape, terms: Terms, entrants: Sequence[Entrant]
) -> dict[str, Any]:
    """Run every entrant under the same terms.

    Returns:
        The answer of `POST /api/landscape/compare`, with NumPy arrays in place of lists and
        non-finite numbers in place.
    """
    with jax.enable_x64(True):
        runs = [_run(landscape, terms, entrant) for entrant in entrants]
    return {
        "surface": describe(landscape),
        "runs": runs,
        "protocol": _protocol(terms, entrants),
    }


def _run(landscape: Landscape, terms: Terms, entrant: Entrant) -> dict[str, Any]:
    stepper = entrant.stepper
    recipe = descent_recipe(landscape.surface, stepper, terms.noise > 0)
    hypers = Hypers(dict(landscape.params), stepper.hyper, terms.noise)
    key = purpose_key(terms.seed, Purpose.NOISE)
    trajectory = descend(recipe, hypers, terms.start, terms.steps, key)
    return _answer(landscape, entrant, trajectory)


def _answer(landscape: Landscape, entrant: Entrant, trajectory: Trajectory) -> dict[str, Any]:
    record: Any = trajectory.record
    stepper = entrant.stepper
    broken = first_nonfinite(record.point, record.loss, record.gradient)
    kept = slice(len(record.loss) if broken is None else broken + 1)
    steps = len(record.loss[kept]) - 1
    state = {
        name: {"x": values[kept, 0], "y": values[kept, 1]} for name, values in record.state.items()
    }
    return {
        "label": entrant.label,
        "optimizer": {
            "name": stepper.optimizer.name,
            "params": stepper.params,
            "schedule": {"name": stepper.schedule.name, "params": stepper.schedule_params},
        },
        "x": record.point[kept, 0],
        "y": record.point[kept, 1],
        "loss": record.loss[kept],
        "gradient_norm": np.hypot(record.gradient[kept, 0], record.gradient[kept, 1]),
        "learning_rate": record.learning_rate[:steps],
        "state": state,
        "outcome": _outcome_fields(_outcome(landscape, trajectory)),
        "gradient_evaluations": steps * stepper.optimizer.gradient_evaluations,
        "nonfinite": {},
    }


def _outcome(landscape: Landscape, trajectory: Trajectory) -> Outcome:
    record: Any = trajectory.record
    domain = landscape.surface.domain
    return read_outcome(
        Descent(
            points=record.point,
            loss=record.loss,
            gradient=record.gradient,
            twin=record.twin,
            hessian=np.asarray(trajectory.hessian),
            diagonal=float(np.hypot(domain.x[1] - domain.x[0], domain.y[1] - domain.y[0])),
            minimizers=[(found.x, found.y, found.value) for found in landscape.minimizers],
        )
    )


def _outcome_fields(outcome: Outcome) -> dict[str, Any]:
    return {
        "status": outcome.status.value,
        "step": outcome.step,
        "sentence": outcome.sentence,
        "sensitive_from": outcome.sensitive_from,
    }


def _protocol(terms: Terms, entrants: Sequence[Entrant]) -> dict[str, Any]:
    """What was held equal, and how each learning rate came about."""
    rates = [
        {
            "label": entrant.label,
            "learning_rate": entrant.stepper.params["learning_rate"],
            "chosen": entrant.rate_chosen,
        }
        for entrant in entrants
    ]
    evaluations = [e.stepper.optimizer.gradient_evaluations for e in entrants]
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
        f"The same Gaussian noise of standard deviation {terms.noise:g} on every gradient "
        f"(seed {terms.seed}); losses are noise-free."
        if terms.noise > 0
        else "Exact gradients, no noise."
    )
    return [
        f"Same start ({terms.start[0]:g}, {terms.start[1]:g}) and budget of {terms.steps} steps.",
        noise,
        "Learning rates as listed; none was tuned for this comparison.",
        "Nothing is clipped, clamped or rescaled; float64 throughout.",
    ]
