"""What a snapshot of a training offers to instruments: each thing once, and only if asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ravine.core.examples import Batchwise, Views, batch_of
from ravine.core.learning import Learning, Metric
from ravine.core.passes import Batch, Forward, Layers, Moment, Pass
from ravine.core.sight import Activation, Sight


@dataclass
class SnapshotSight(Sight):
    """A network at one moment of its training.

    Outputs, activations and scores are those of the network in use: running averages, nothing
    dropped. Gradients and curvature are those that training would see on the probe: statistics of
    the probe, the step's own masks.

    Args:
        forward: the network.
        weights: of every layer.
        moment: when it is.
        slope: the derivative of the hidden layers' activation.
        steepest: the activation's largest slope; None if it cannot saturate.
        limit: the largest eigenvalue of the Hessian at which the next step is stable; NaN where
            none is known.
        learning: what is learned.
        views: the examples that are looked at.
    """

    forward: Forward
    weights: Layers
    moment: Moment
    slope: Activation
    steepest: float | None
    limit: Float[Array, ""]
    learning: Learning
    views: Views

    def outputs(self, x: Float[Array, "batch features"]) -> Float[Array, "batch outputs"]:
        """What the network makes of inputs."""
        return self._used(x, ()).output

    def _used(self, x: Float[Array, "batch features"], taps: tuple[str, ...]) -> Pass:
        rows = jnp.arange(len(x))
        batch = Batch(x, jnp.zeros_like(rows), rows)
        return self.forward(self.weights, batch, self.moment, train=False, taps=taps)

    @cached_property
    def _taps(self) -> dict[str, Array]:
        taps = [layer.tap(one) for layer in self.layers for one in ("post", "pre")]
        return self._used(self.views.probe.x, tuple(sorted(taps))).taps

    def taps(self, quantity: str) -> list[Float[Array, "probe ... units"]]:
        """What each layer has on the probe before (`pre`) or behind (`post`) its activation."""
        return [self._taps[layer.tap(quantity)] for layer in self.layers]

    @cached_property
    def slopes(self) -> list[Float[Array, "probe ... units"] | None]:
        """The activation's slope in each unit of each layer on the probe; None without one."""
        pairs = zip(self.layers, self.taps("pre"), strict=True)
        return [self.slope(pre) if layer.activated else None for layer, pre in pairs]

    def scored(self, metric: Metric, data: Batchwise) -> Float[Array, ""]:
        """A measure of success on examples, in its unit."""
        found = metric.measure(self.outputs(data.x), data.y)
        return found * self.views.scale.size if metric.unit == "target" else found

    def training_loss(self, weights: Layers, held: Mapping[str, Array], at: Batch) -> Array:
        """Mean loss of a batch as training has it."""
        moment = self.moment._replace(held=held)
        passed = self.forward(weights, at, moment, train=True, taps=())
        return jnp.mean(self.learning.loss(passed.output, at.y))

    @property
    def _probe(self) -> Batch:
        return batch_of(self.views.probe, jnp.arange(len(self.views.probe.y)))

    @cached_property
    def gradient(self) -> Layers:
        """Gradient of the mean loss on the probe."""
        gradient: Layers = jax.grad(self.training_loss)(self.weights, {}, self._probe)
        return gradient

    @cached_property
    def example_gradients(self) -> Layers:
        """The gradient of each probe example's loss, one more axis in front.

        What layers take over a batch is held at what it is on the probe: of a single example there
        are no such statistics.
        """
        held = self._statistics

        def of_one(one: Batch) -> Layers:
            alone = jax.tree.map(lambda array: array[None], one)
            gradient: Layers = jax.grad(self.training_loss)(self.weights, held, alone)
            return gradient

        gradients: Layers = jax.vmap(of_one)(self._probe)
        return gradients

    @cached_property
    def _statistics(self) -> Mapping[str, Array]:
        """What layers remember is named as what they take over a batch."""
        memory = self.moment.memory
        names = tuple(sorted(f"{path}/{name}" for path, own in memory.items() for name in own))
        return self.forward(self.weights, self._probe, self.moment, train=True, taps=names).taps

    def hessian_product(self, direction: Layers) -> Layers:
        """The Hessian of the mean loss on the probe, times a direction in weight space."""

        def gradient(weights: Layers) -> Layers:
            found: Layers = jax.grad(self.training_loss)(weights, {}, self._probe)
            return found

        product: Layers = jax.jvp(gradient, (self.weights,), (direction,))[1]
        return product
