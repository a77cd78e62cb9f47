"""Inverse time decay, 1/t."""

from jaxtyping import Array, Int

from ravine.schedules.base import Factor, Schedule
from ravine.vocabulary import parameters


def build(rate: Array) -> Factor:
    """The factor `1 / (1 + rate * count)`."""

    def at(count: Int[Array, ""]) -> Array:
        return 1.0 / (1.0 + rate * count)

    return at


INVERSE_TIME_DECAY = Schedule(
    name="inverse_time_decay",
    title="1/t decay",
    summary="Lets the rate fall as one over the step: fast at first, then ever more slowly.",
    formula=r"\eta_t = \frac{\eta_0}{1 + k t}",
    source="Robbins and Monro 1951, doi:10.1214/aoms/1177729586",
    parameters=(
        parameters.Float("rate", 0.01, 0.0, 10.0, "Decay per step, k.", soft=(1e-5, 1.0), log=True),
    ),
    build=build,
)
