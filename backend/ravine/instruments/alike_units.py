"""Layers whose units are copies of one another."""

from collections.abc import Iterable

import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.instruments.base import ColumnPlan, Instrument


def measure(sight: SnapshotSight) -> Measured:
    """1 or 0 for each layer."""
    layers = [sight.weights[layer.path] for layer in sight.layers]
    return {"alike": jnp.stack([_alike(own.values()) for own in layers])}


def _alike(arrays: Iterable[Array]) -> Float[Array, ""]:
    same = jnp.stack([jnp.all(one == one[:1]) for one in arrays])
    return jnp.all(same).astype(jnp.float32)


ALIKE_UNITS = Instrument(
    name="alike_units",
    title="Units alike",
    summary="Whether all units of a layer share weights and bias, so that they learn the same.",
    formula=r"\big[W_{lu} = W_{l1},\; b_{lu} = b_{l1} \;\forall u\big]",
    source="Goodfellow, Bengio and Courville 2016, Deep Learning, section 8.4",
    finest="snapshot",
    columns=(
        ColumnPlan(
            "alike", ("step", "layer"), "1 where all units have the same weights and bias, else 0"
        ),
    ),
    measure=measure,
)
