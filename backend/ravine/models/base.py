"""What a model is: named layers whose every stage can be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import equinox as eqx
from jax.nn.initializers import Initializer as Draw
from jaxtyping import Array, Float, Key

from ravine.core.catalog import Entry

Activation = Callable[[Float[Array, "batch units"]], Float[Array, "batch units"]]


class Stages(NamedTuple):
    """A forward pass, layer by layer.

    Args:
        pre_activations: what each layer computes before its activation.
        activations: what each layer passes on; the last is the network's output.
    """

    pre_activations: tuple[Float[Array, "batch units"], ...]
    activations: tuple[Float[Array, "batch units"], ...]


class Dense(eqx.Module):
    """One fully connected layer, z = x Wᵀ + b."""

    kernel: Float[Array, "units inputs"]
    bias: Float[Array, "units"]

    def __call__(self, inputs: Float[Array, "batch inputs"]) -> Float[Array, "batch units"]:
        """The pre-activations of a batch."""
        return inputs @ self.kernel.T + self.bias[None, :]


class Network(eqx.Module):
    """A sequence of layers; the activation is handed in, the last layer has none."""

    layers: tuple[Dense, ...]

    def stages(self, inputs: Float[Array, "batch inputs"], activation: Activation) -> Stages:
        """Run a batch through the layers and keep everything on the way."""
        pre_activations, activations = [], []
        signal = inputs
        for index, layer in enumerate(self.layers):
            pre = layer(signal)
            signal = pre if index == len(self.layers) - 1 else activation(pre)
            pre_activations.append(pre)
            activations.append(signal)
        return Stages(tuple(pre_activations), tuple(activations))

    def __call__(
        self, inputs: Float[Array, "batch inputs"], activation: Activation
    ) -> Float[Array, "batch outputs"]:
        """The network's output for a batch."""
        return self.stages(inputs, activation).activations[-1]


class LayerPlan(NamedTuple):
    """A layer before it has weights.

    Args:
        name: for charts, `hidden 1`, `output`.
        inputs: number of inputs.
        units: number of units.
        parameters: number of weights and biases.
    """

    name: str
    inputs: int
    units: int
    parameters: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Model(Entry):
    """A network architecture.

    Args:
        plan: from the entry's parameters, `inputs` and `outputs` to the layers, without weights.
        build: from a plan, an initializer and a key to the network. Layer i draws from the key
            folded with i, so that networks share weights where shapes agree.
    """

    plan: Callable[..., Sequence[LayerPlan]]
    build: Callable[[Sequence[LayerPlan], Draw, Key[Array, ""]], Any]
