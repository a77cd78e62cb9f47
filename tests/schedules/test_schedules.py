"""Every schedule against its closed form."""

import math
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from tests.oracles.comparisons import answer, points_of
from tests.oracles.descent import Job, descend, differences

from ravine.schedules import SCHEDULES

Closed = Callable[..., float]
CLOSED: dict[str, Closed] = {
    "constant": lambda count: 1.0,
    "step_decay": lambda count, factor, every: factor ** (count // every),
    "exponential_decay": lambda count, rate: math.exp(-rate * count),
    "inverse_time_decay": lambda count, rate: 1.0 / (1.0 + rate * count),
}
CASES: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in CLOSED),
    ("step_decay", {"factor": 0.1, "every": 7}),
    ("step_decay", {"factor": 0.0, "every": 3}),
    ("step_decay", {"factor": 1.0, "every": 1}),
    ("exponential_decay", {"rate": 0.5}),
    ("inverse_time_decay", {"rate": 3.0}),
]
COUNTS = [0, 1, 2, 6, 7, 8, 99, 100, 101, 1000, 49_999]


def test_every_schedule_has_its_closed_form() -> None:
    assert set(CLOSED) == set(SCHEDULES)


@pytest.mark.parametrize(("name", "params"), CASES)
def test_factor_equals_the_closed_form(name: str, params: dict[str, Any]) -> None:
    values = SCHEDULES[name].fill(params)
    with jax.enable_x64(True):
        factor = jax.jit(SCHEDULES[name].build(**values))
        found = [float(factor(jnp.int32(count))) for count in COUNTS]
    np.testing.assert_allclose(found, [CLOSED[name](c, **values) for c in COUNTS], rtol=1e-13)


@pytest.mark.parametrize(("name", "params"), CASES)
def test_a_descent_takes_its_steps_at_the_scheduled_rates(
    name: str, params: dict[str, Any]
) -> None:
    spec = {"name": "nesterov", "params": {"learning_rate": 0.002}}
    spec |= {"schedule": {"name": name, "params": params}}
    run = answer(surface="himmelblau", steps=60, optimizers=[spec])["runs"][0]
    filled = run["optimizer"]["schedule"]["params"]
    assert filled == SCHEDULES[name].fill(params)

    def factor(count: int) -> float:
        return CLOSED[name](count, **filled)

    rates = [0.002 * factor(count) for count in range(60)]
    np.testing.assert_allclose(run["learning_rate"], rates, rtol=1e-13)
    params = run["optimizer"]["params"]
    job = Job("himmelblau", {}, "nesterov", params, (-0.5, -1.0), 60, factor)
    assert differences(points_of(run), descend(job).points).max() < 1e-9
