"""Training a network: many steps, with what instruments measure, as one compiled loop."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Int

from ravine.core.examples import Batchwise
from ravine.core.setup import Hyper, Setup, State
from ravine.core.sight import Measured, StepSight
from ravine.core.stepping import Carried, Seen, Taken, measured_by, step_function

Info: TypeAlias = Mapping[str, np.ndarray]
"""Columns by name, a row per step that was measured; behind it an axis of seeds, if several."""

# The compiled loop takes up to this many steps at a call, in one compilation.
CHUNK = 1024
# What is measured now and then is measured at every second step at most.
PLACES = CHUNK // 2


class Records(NamedTuple):
    """What was measured during some steps.

    Args:
        each: at each step.
        at_times: of each group that has a cadence, at its steps.
    """

    each: Info
    at_times: tuple[Info, ...]


class _Buffers(NamedTuple):
    """Records on the device, with room for a whole chunk."""

    each: Measured
    at_times: tuple[Measured, ...]


def train_chunk(
    setup: Setup,
    state: State,
    hyper: Hyper,
    data: Batchwise,
    batches: Int[np.ndarray, "steps *seeds batch"],
) -> tuple[State, Records]:
    """Take one step per row of `batches`, ending early when nothing is finite any more.

    Taking n steps equals taking a and then b = n - a, bit for bit. Several seeds at once equal
    single ones to rounding; a seed whose loss or gradient norm is not finite rests from then on,
    and its columns are NaN.

    Args:
        setup: what is compiled.
        state: where training stands.
        hyper: every number; moving one compiles nothing. `every` has one for each group of
            `setup.at_times`, at least 2; `seed` is a number, or one for each seed.
        data: the training examples.
        batches: the example indices of each step, up to `CHUNK` rows.

    Returns:
        The state after the last step taken, and what was measured. Only a last step can have a
        loss or gradient norm that is not finite.
    """
    steps = len(batches)
    padded = np.zeros((CHUNK, *batches.shape[1:]), np.int32)
    padded[:steps] = batches
    first, wide = int(state.step), bool(state.wide)
    after, buffers = _compiled_chunk(setup, wide)(state, hyper, data, padded, steps)
    if after.wide and not wide:
        after, buffers = _compiled_chunk(setup, True)(state, hyper, data, padded, steps)
    last, filled = int(after.step), jax.device_get(buffers)
    return after, Records(
        _head(filled.each, last - first),
        tuple(
            _head(group, last // int(every) - first // int(every))
            for group, every in zip(filled.at_times, _cadences(setup, hyper), strict=True)
        ),
    )


def _head(columns: Measured, count: int) -> Info:
    return {name: column[:count] for name, column in columns.items()}


def _cadences(setup: Setup, hyper: Hyper) -> tuple[Any, ...]:
    return tuple(hyper["every"]) if setup.at_times else ()


@lru_cache(maxsize=64)
def _compiled_chunk(setup: Setup, wide: bool) -> Callable[..., tuple[State, _Buffers]]:
    def run(
        state: State, hyper: Hyper, data: Batchwise, batches: Array, steps: Array
    ) -> tuple[State, _Buffers]:
        return _Loop(setup, hyper, data, batches, state.step, wide).run(state, steps)

    return jax.jit(run)


class _Loop:
    """The compiled loop: steps, counted outside of what is done for each seed."""

    def __init__(
        self, setup: Setup, hyper: Hyper, data: Batchwise, batches: Array, first: Array, wide: bool
    ) -> None:
        self.setup = setup
        self.batches = batches
        self.first = first
        self.wide = wide
        self.seeds = hyper["seed"]
        self.many = jnp.ndim(self.seeds) == 1
        self.cadences = _cadences(setup, hyper)
        step = step_function(setup, hyper, data, wide)
        self.step = jax.vmap(step, in_axes=(0, 0, 0, None)) if self.many else step

    def run(self, state: State, steps: Array) -> tuple[State, _Buffers]:
        """Up to so many steps."""

        def goes_on(carry: tuple[State, _Buffers]) -> Array:
            state, _ = carry
            return (state.step - self.first < steps) & state.alive.any()

        began = state._replace(wide=jnp.bool_(False))
        return jax.lax.while_loop(goes_on, self._advance, (began, self._room(state)))

    def _advance(self, carry: tuple[State, _Buffers]) -> tuple[State, _Buffers]:
        state, buffers = carry
        row = state.step - self.first
        taken = self._take(state, self.batches[row])
        each = _put(buffers.each, row, self._of_living(state, taken.measured))
        ordinary, groups = taken.ordinary, []
        for group, buffer in enumerate(buffers.at_times):
            filled, also = self._record(group, buffer, state, taken.seen)
            groups.append(filled)
            ordinary = ordinary & also
        after = State(
            *self._rest(state, taken),
            state.alive & taken.finite,
            state.step + 1,
            state.wide | (state.alive & ~ordinary).any(),
        )
        return after, _Buffers(each, tuple(groups))

    def _take(self, state: State, rows: Array) -> Taken:
        return self.step(_carried(state), self.seeds, rows, state.step)

    def _record(
        self, group: int, buffer: Measured, state: State, seen: Seen
    ) -> tuple[Measured, Array]:
        """What a group measures, if it is due; what is not due costs nothing."""
        count, every = state.step + 1, self.cadences[group]

        def write(buffer: Measured) -> tuple[Measured, Array]:
            measured, ordinary = self._look(group, seen)
            place = count // every - self.first // every - 1
            return _put(buffer, place, self._of_living(state, measured)), ordinary

        def keep(buffer: Measured) -> tuple[Measured, Array]:
            return buffer, jnp.ones_like(state.alive)

        filled: tuple[Measured, Array] = jax.lax.cond(count % every == 0, write, keep, buffer)
        return filled

    def _look(self, group: int, seen: Seen) -> tuple[Measured, Array]:
        def look(seen: Seen) -> tuple[Measured, Array]:
            sight = StepSight(self.setup.layers, *seen[:-1], wide=self.wide, update=seen.update)
            return measured_by(self.setup.at_times[group], sight), sight.ordinary

        return jax.vmap(look)(seen) if self.many else look(seen)

    def _of_living(self, state: State, measured: Measured) -> Measured:
        if not self.many:
            return measured
        return {name: _chosen(state.alive, one, jnp.nan) for name, one in measured.items()}

    def _rest(self, state: State, taken: Taken) -> Carried:
        """What is not finite any more stays where it came to."""
        if not self.many:
            return taken.carried
        before = _carried(state)
        kept: Carried = jax.tree.map(partial(_chosen, state.alive), taken.carried, before)
        return kept

    def _room(self, state: State) -> _Buffers:
        """Empty records, with a row for each step that a chunk can measure."""
        taken = jax.eval_shape(self._take, state, self.batches[0])
        groups = range(len(self.setup.at_times))
        looks = [jax.eval_shape(partial(self._look, group), taken.seen)[0] for group in groups]
        return _Buffers(_rows(CHUNK, taken.measured), tuple(_rows(PLACES, one) for one in looks))


def _carried(state: State) -> Carried:
    return state.weights, state.memory, state.optimizer


def _rows(count: int, shapes: Measured) -> Measured:
    return {name: jnp.zeros((count, *one.shape), one.dtype) for name, one in shapes.items()}


def _put(columns: Measured, place: Array, row: Measured) -> Measured:
    return {name: column.at[place].set(row[name]) for name, column in columns.items()}


def _chosen(alive: Array, then: Array, otherwise: Array | float) -> Array:
    """Seed by seed."""
    return jnp.where(alive.reshape(-1, *[1] * (then.ndim - 1)), then, otherwise)
