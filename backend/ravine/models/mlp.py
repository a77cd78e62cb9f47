"""The multilayer perceptron."""

from collections.abc import Sequence
from itertools import pairwise

import jax.numpy as jnp
from jax.nn.initializers import Initializer as Draw
from jaxtyping import Array, Key

from ravine.core.keys import step_key
from ravine.core.parameters import IntList
from ravine.models.base import Dense, LayerPlan, Model, Network


def plan(hidden: Sequence[int], inputs: int, outputs: int) -> tuple[LayerPlan, ...]:
    """The hidden layers by width, and the output layer."""
    widths = [inputs, *hidden, outputs]
    names = [f"hidden {number}" for number in range(1, len(hidden) + 1)] + ["output"]
    return tuple(
        LayerPlan(name, before, after, before * after + after)
        for name, (before, after) in zip(names, pairwise(widths), strict=True)
    )


def build(layers: Sequence[LayerPlan], draw: Draw, key: Key[Array, ""]) -> Network:
    """Kernels from `draw`, biases zero, in float32."""
    return Network(
        tuple(
            Dense(
                draw(step_key(key, index), (layer.units, layer.inputs), jnp.float32),
                jnp.zeros(layer.units, jnp.float32),
            )
            for index, layer in enumerate(layers)
        )
    )


MLP = Model(
    name="mlp",
    title="Multilayer perceptron",
    summary="Fully connected layers; no hidden layer makes it softmax regression.",
    formula=r"a_l = \phi(W_l a_{l-1} + b_l)",
    source="Rumelhart, Hinton and Williams 1986, doi:10.1038/323533a0",
    parameters=(
        IntList(
            "hidden",
            (64, 64),
            1,
            512,
            16,
            "Widths of the hidden layers, first to last.",
            title="hidden layers",
        ),
    ),
    plan=plan,
    build=build,
)
