"""The recurrent layer."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.layers.base import Layer, Shape, Weight, Wire
from ravine.vocabulary.parameters import Int


def weights(inputs: Shape, units: int) -> tuple[Weight, ...]:
    """From the input, from the units themselves one step earlier, and biases."""
    return (
        Weight("kernel", (units, inputs[-1])),
        Weight("recurrent", (units, units)),
        Weight("bias", (units,), fill=0.0),
    )


def apply(
    signal: Float[Array, "batch time inputs"], wire: Wire, **_: object
) -> Float[Array, "batch units"]:
    """From a state of zeros; what goes on is the state behind the last step.

    Taps: `pre` and `post` of every step, [batch, time, units]; they show what was computed, and
    cannot be held.
    """
    own = wire.weights
    driven = signal @ own["kernel"].T + own["bias"][None, None, :]

    def step(state: Array, drive: Array) -> tuple[Array, tuple[Array, Array]]:
        pre = drive + state @ own["recurrent"].T
        after = wire.activation(pre)
        return after, (pre, after)

    first = jnp.zeros((len(signal), own["bias"].size), signal.dtype)
    last, steps = jax.lax.scan(step, first, jnp.moveaxis(driven, 1, 0))
    for name, of_steps in zip(("pre", "post"), steps, strict=True):
        wire.tap(name, jnp.moveaxis(of_steps, 0, 1))
    return last


RECURRENT = Layer(
    name="recurrent",
    title="Recurrent",
    summary="Reads a sequence step by step; its units see themselves one step earlier.",
    formula=r"h_t = \phi(W x_t + U h_{t-1} + b), \quad h_0 = 0",
    source="Elman 1990, doi:10.1207/s15516709cog1402_1",
    parameters=(Int("units", 32, 1, 256, "Size of the state."),),
    weights=weights,
    out=lambda _, units: (units,),
    apply=apply,
    activates=True,
)
