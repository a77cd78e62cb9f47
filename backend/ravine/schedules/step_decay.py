"""Step decay."""

import jax.numpy as jnp
from jaxtyping import Array, Int

from ravine.schedules.base import Factor, Schedule
from ravine.vocabulary import parameters


def build(factor: Array, every: Array) -> Factor:
    """The factor `factor ** (count // every)`."""

    def at(count: Int[Array, ""]) -> Array:
        return jnp.power(factor, (count // every).astype(jnp.result_type(float)))

    return at


STEP_DECAY = Schedule(
    name="step_decay",
    title="Step decay",
    summary="Multiplies the rate by a factor every so many steps.",
    formula=r"\eta_t = \eta_0\, \gamma^{\lfloor t/s \rfloor}",
    source="PyTorch's StepLR.",
    parameters=(
        parameters.Float("factor", 0.5, 0.0, 1.0, "What the rate is multiplied by.", (0.05, 1.0)),
        parameters.Int(
            "every", 100, 1, 1_000_000, "Steps between two cuts.", soft=(1, 2000), log=True
        ),
    ),
    build=build,
)
