"""What a step of a training offers to instruments: each thing once, and only if asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

from ravine.core.norms import Group, norms, ordinary
from ravine.core.passes import LayerPlan, Layers

Activation: TypeAlias = Callable[[Array], Array]
Measured: TypeAlias = Mapping[str, Any]


@dataclass
class Sight:
    """What every moment offers.

    Args:
        layers: the layers that have weights, in order.
    """

    layers: tuple[LayerPlan, ...]

    def kernels(self, arrays: Layers) -> list[Array]:
        """The kernel, or its gradient or update, of each layer that is among the arrays."""
        return [arrays[one.path][one.kernel] for one in self._among(arrays)]

    def whole(self, arrays: Layers) -> list[tuple[Array, ...]]:
        """All arrays of each layer that is among them."""
        return [
            tuple(arrays[one.path][name] for name, _ in one.weights) for one in self._among(arrays)
        ]

    def _among(self, arrays: Layers) -> list[LayerPlan]:
        return [one for one in self.layers if one.path in arrays]


@dataclass
class StepSight(Sight):
    """One step of a training, inside the compiled loop.

    Weights, gradient and update are those of the layers that are trained; others are frozen.

    Args:
        loss: mean loss of the batch, before the update.
        rate: learning rate of the update.
        weights: before the update.
        gradient: of the loss by the weights, before clipping.
        wide: whether norms have to be right outside of what is ordinary; see `norms`.
        update: what is added to the weights; known last.
    """

    loss: Float[Array, ""]
    rate: Float[Array, ""]
    weights: Layers
    gradient: Layers
    wide: bool
    update: Layers = field(default_factory=dict)
    _found: list[Array] = field(default_factory=list)

    def norms(self, groups: Sequence[Group]) -> Float[Array, "groups"]:
        """The L2 norm of each group of arrays taken together."""
        found = norms(groups, wide=self.wide)
        self._found.append(found)
        return found

    @property
    def ordinary(self) -> Bool[Array, ""]:
        """Whether all norms that were asked for are right without `wide`."""
        return jnp.stack([ordinary(found).all() for found in self._found] or [True]).all()

    def over_layers(self, values: Float[Array, "trained"], frozen: float) -> Float[Array, "layers"]:
        """Values of the trained layers in the order of all, with one for those that are frozen."""
        if len(values) == len(self.layers):
            return values
        of_trained = iter(values)
        return jnp.stack(
            [
                next(of_trained) if one.path in self.gradient else jnp.float32(frozen)
                for one in self.layers
            ]
        )

    @cached_property
    def layer_gradient_norm(self) -> Float[Array, "trained"]:
        """Norm of the gradient of each layer that is trained, all its arrays together."""
        return self.norms(self.whole(self.gradient))

    @cached_property
    def gradient_norm(self) -> Float[Array, ""]:
        """Norm of the whole gradient."""
        return self.norms([(self.layer_gradient_norm,)])[0]
