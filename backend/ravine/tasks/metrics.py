"""Measures of success that several tasks share."""

import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.learning import Metric, Outputs, Targets


def _explained(outputs: Outputs, targets: Targets) -> Float[Array, ""]:
    """1 - SSE / SST, where SST is the squared distance of the targets from their own mean."""
    values = targets.reshape(outputs.shape)
    spread = jnp.sum((values - jnp.mean(values, axis=0, keepdims=True)) ** 2)
    return 1 - jnp.sum((values - outputs) ** 2) / spread


def _root_mean_square(outputs: Outputs, targets: Targets) -> Float[Array, ""]:
    return jnp.sqrt(jnp.mean((targets.reshape(outputs.shape) - outputs) ** 2))


R2 = Metric(
    name="r2",
    title="R²",
    summary="share of the targets' variance that is explained; 0 for always giving their mean",
    better="higher",
    unit="",
    measure=_explained,
    sentence="R² on the validation examples is {value}",
)
INPUT_RMSE = Metric(
    name="rmse",
    title="RMS error",
    summary="root of the mean squared error of an input, as the network sees it",
    better="lower",
    unit="",
    measure=_root_mean_square,
    sentence="the RMS error of an input on the validation examples is {value}",
)
RMSE = Metric(
    name="rmse",
    title="RMS error",
    summary="root of the mean squared error",
    better="lower",
    unit="target",
    measure=_root_mean_square,
    sentence="the RMS error on the validation examples is {value}",
)
