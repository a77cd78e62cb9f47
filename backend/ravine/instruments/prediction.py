"""What the instruments of predictions share: the likeliest class and its probability."""

import jax
import jax.numpy as jnp
import numpy as np

from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight


def predictions(sight: SnapshotSight) -> Measured:
    """For each shown input."""
    probability = jax.nn.softmax(sight.outputs(sight.views.shown))
    return {
        "class": jnp.argmax(probability, axis=-1),
        "confidence": jnp.max(probability, axis=-1),
    }


def named(measured: Measured, name: str, shape: tuple[int, ...]) -> dict[str, np.ndarray]:
    """As columns that begin with `name`."""
    return {
        f"{name}.class": measured["class"].astype(np.uint8).reshape(shape),
        f"{name}.confidence": measured["confidence"].reshape(shape),
    }
