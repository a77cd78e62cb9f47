"""Descents: what is compiled, what is repeatable, and where the noise comes from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from tests.oracles.comparisons import answer, points_of
from tests.oracles.descent import Job, descend, differences
from tests.oracles.surfaces import ORACLES

from ravine.core import probe
from ravine.core.expressions import parse
from ravine.core.keys import Purpose, purpose_key, step_key
from ravine.optimizers import OPTIMIZERS

EVENT = "/jax/core/compile/backend_compile_duration"
# In every optimizer's bounds, and away from its defaults.
MOVED = {"learning_rate": 0.0123, "momentum": 0.77, "b1": 0.7, "b2": 0.95, "eps": 1e-5}


@contextmanager
def counted_compilations() -> Iterator[Callable[[], int]]:
    """Counts XLA's compilations while the block runs."""
    count = 0

    def listen(event: str, *_: Any, **__: Any) -> None:
        nonlocal count
        count += event == EVENT

    jax.monitoring.register_event_duration_secs_listener(listen)
    try:
        yield lambda: count
    finally:
        jax.monitoring.unregister_event_duration_listener(listen)


def path(optimizer: str, params: dict[str, Any] | None = None, **request: Any) -> np.ndarray:
    """One optimizer's points on Rosenbrock's valley, or what `request` says."""
    asked = {"surface": "rosenbrock", "steps": 100, **request}
    spec = {"name": optimizer, "params": params or {}}
    return points_of(answer(optimizers=[spec], **asked)["runs"][0])


def test_the_counter_counts() -> None:
    with counted_compilations() as count:
        jax.jit(lambda x: x * 1.2345)(jnp.ones(3))
        assert count() > 0


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_moving_a_number_compiles_nothing(optimizer: str) -> None:
    path(optimizer, noise=0.1)
    known = {parameter.name for parameter in OPTIMIZERS[optimizer].parameters}
    moved = {name: number for name, number in MOVED.items() if name in known}
    with counted_compilations() as count:
        path(optimizer, moved, noise=0.1)
        path(optimizer, noise=0.2, seed=7)
        path(optimizer, noise=0.1, start=(0.3, 0.4), steps=128)
        path(optimizer, noise=0.1, steps=1)
        path(optimizer, noise=0.1, surface={"name": "rosenbrock", "params": {"a": 0.5, "b": 7}})
        assert count() == 0


def test_moving_a_schedules_number_compiles_nothing() -> None:
    def run(every: int, factor: float) -> None:
        schedule = {"name": "step_decay", "params": {"every": every, "factor": factor}}
        answer(surface="quadratic", steps=50, optimizers=[{"name": "adam", "schedule": schedule}])

    run(10, 0.5)
    with counted_compilations() as count:
        run(7, 0.25)
        assert count() == 0


def test_the_same_expression_compiles_once() -> None:
    surface = {"expression": "x^2 + 3*y^2", "x": (-1, 1), "y": (-1, 1)}
    path("adam", surface=surface)
    with counted_compilations() as count:
        path("adam", surface=surface, start=(0.1, 0.2), steps=77)
        assert count() == 0


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_fewer_steps_are_a_prefix(optimizer: str) -> None:
    short, long = path(optimizer, steps=60, noise=0.3), path(optimizer, steps=120, noise=0.3)
    np.testing.assert_array_equal(short, long[:61])


def test_fewer_steps_are_a_prefix_across_capacities() -> None:
    short, long = path("adam", steps=100), path("adam", steps=600)
    np.testing.assert_array_equal(short, long[:101])


def test_same_seed_same_bits() -> None:
    first, again = path("adam", noise=1.0, seed=3), path("adam", noise=1.0, seed=3)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, path("adam", noise=1.0, seed=4))


def test_a_run_does_not_depend_on_its_company() -> None:
    together = answer(surface="rosenbrock", steps=100, noise=0.5, optimizers=["adagrad", "adam"])
    np.testing.assert_array_equal(points_of(together["runs"][1]), path("adam", noise=0.5))


def noise(seed: int, steps: int) -> np.ndarray:
    """The draws n_k as their definition has them."""
    key = purpose_key(seed, Purpose.NOISE)
    with jax.enable_x64(True):
        keys = jax.vmap(lambda step: step_key(key, step))(jnp.arange(steps))
        return np.asarray(jax.vmap(lambda one: jax.random.normal(one, (2,), jnp.float64))(keys))


def test_every_optimizer_meets_the_same_noise() -> None:
    """With g + noise in place of g, each oracle takes Ravine's path."""
    steps, params = 40, {"a": 1.0, "b": 100.0}
    draws = 0.25 * noise(seed=5, steps=steps)
    asked = answer(
        surface="rosenbrock", steps=steps, noise=0.25, seed=5, optimizers=list(OPTIMIZERS)
    )
    for run in asked["runs"]:
        optimizer = run["optimizer"]
        start = tuple(asked["protocol"]["start"])
        job = Job(
            "rosenbrock", params, optimizer["name"], optimizer["params"], start, steps, noise=draws
        )
        assert differences(points_of(run), descend(job).points).max() < 1e-9


def test_losses_and_gradients_are_free_of_noise() -> None:
    run = answer(surface="quadratic", steps=50, noise=3.0, optimizers=["momentum"])["runs"][0]
    params = {"condition": 50.0, "angle": 30.0}
    oracle = ORACLES["quadratic"]
    np.testing.assert_allclose(run["loss"], oracle.value(run["x"], run["y"], **params), rtol=1e-9)
    gradient = np.hypot(*oracle.gradient(run["x"], run["y"], **params))
    np.testing.assert_allclose(run["gradient_norm"], gradient, rtol=1e-9)


def test_noise_is_standard_normal() -> None:
    draws = noise(seed=0, steps=2000)
    assert abs(draws.mean()) < 3 / np.sqrt(4000)
    assert abs(draws.std() - 1) < 3 / np.sqrt(8000)
    assert abs(np.corrcoef(draws[:-1, 0], draws[1:, 0])[0, 1]) < 3 / np.sqrt(2000)


def test_purposes_draw_apart() -> None:
    keys = [purpose_key(0, purpose) for purpose in Purpose]
    draws = [jax.random.normal(key, (4,)).tolist() for key in keys]
    assert len({tuple(draw) for draw in draws}) == len(Purpose)


def test_paths_are_in_double_precision_and_leave_jax_as_it_was() -> None:
    assert path("adam").dtype == np.float64
    assert jnp.ones(()).dtype == jnp.float32


@pytest.mark.parametrize("most", [0, 10_000])
def test_second_derivatives_are_the_same_uncompiled(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of long expressions, which XLA takes long to compile, are run step by step."""
    monkeypatch.setattr(probe, "COMPILED_OPERATIONS", most)
    function = parse("x^3*y^2 + exp(2*x - y)").function
    with jax.enable_x64(True), counted_compilations() as count:
        asked = lambda hyper: lambda x, y: hyper["a"] * function(x, y), {"a": 2.0}
        point = np.array([[1.5, -0.5]])
        found = probe.hessians(*asked, point)
        np.testing.assert_array_equal(found, probe.hessians(*asked, point))
        assert count() > 0
    bell = np.exp(3.5)
    mixed = 6 * 1.5**2 * -0.5 - 2 * bell
    expected = [[6 * 1.5 * 0.25 + 4 * bell, mixed], [mixed, 2 * 1.5**3 + bell]]
    np.testing.assert_allclose(found[0], 2 * np.array(expected), rtol=1e-14)
