"""A network's first weights and its forward pass, block by block."""

from collections.abc import Sequence
from zlib import crc32

import jax
import jax.numpy as jnp
from jax.nn.initializers import Initializer as Draw
from jaxtyping import Array, Key

from ravine.core.passes import Batch, Forward, Layers, Moment, Pass
from ravine.layers import Activation, Weight, Wire
from ravine.models.base import Network, Numbers


def first_weights(network: Network, draw: Draw, key: Key[Array, ""]) -> Layers:
    """Weights in float32, each drawn from the key folded with its layer path and name.

    So networks share weights where paths and shapes agree, whatever else they have.
    """
    weights: dict[str, dict[str, Array]] = {}
    for path, part, inputs in network.parts:
        for one in part.weights(inputs):
            own = jax.random.fold_in(key, crc32(f"{path}/{one.name}".encode()))
            weights.setdefault(path, {})[one.name] = _first(one, draw, own)
    return weights


def first_memory(network: Network) -> Layers:
    """What the network remembers before it has seen anything."""
    memory: dict[str, dict[str, Array]] = {}
    for path, part, inputs in network.parts:
        for one in part.memory(inputs):
            memory.setdefault(path, {})[one.name] = jnp.full(one.shape, one.fill, jnp.float32)
    return memory


def _first(one: Weight, draw: Draw, key: Key[Array, ""]) -> Array:
    """Kernels that see several places are drawn place by place, so that fans count them all."""
    if one.fill is not None:
        return jnp.full(one.shape, one.fill, jnp.float32)
    units, inputs = one.shape
    if one.places == 1:
        return draw(key, one.shape, jnp.float32)
    drawn = draw(key, (one.places, units, inputs // one.places), jnp.float32)
    return jnp.moveaxis(drawn, 0, 1).reshape(one.shape)


def build(network: Network, numbers: Numbers, activation: Activation) -> Forward:
    """The forward pass, with numbers that may be traced.

    Every block leaves the taps `pre` and `post`: before and behind its activation where it has
    one, else what comes out of it.
    """

    def forward(
        weights: Layers, batch: Batch, moment: Moment, *, train: bool, taps: Sequence[str]
    ) -> Pass:
        found: dict[str, Array] = {}
        memory: dict[str, dict[str, Array]] = {}
        signal = batch.x
        if len(network.inputs) > 1:
            signal = signal.reshape(len(signal), *network.inputs)
        for block in network.blocks:
            wire = Wire(
                path=block.path,
                weights=weights.get(block.path, {}),
                activation=activation,
                moment=moment,
                rows=batch.rows,
                train=train,
                wanted=taps,
                taps=found,
                memory=memory,
            )
            for one in block.parts:
                given = {name: numbers[source] for name, source in one.numbers}
                signal = one.entry.apply(signal, wire, **given, **dict(one.statics))
            if not any(one.entry.activates for one in block.parts):
                signal = wire.tap("post", wire.tap("pre", signal))
        return Pass(signal, found, memory if train else moment.memory)

    return forward
