"""What is learned, as far as core is concerned: a loss, and how success is measured."""

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from jaxtyping import Array, Float, Shaped

Outputs: TypeAlias = Float[Array, "batch outputs"]
Targets: TypeAlias = Shaped[Array, "batch ..."]
LossFunction: TypeAlias = Callable[[Outputs, Targets], Float[Array, "batch"]]
"""From outputs and targets to one loss per example."""


class Scale(NamedTuple):
    """How numbers that networks learn become numbers with a unit: `shift + size * number`."""

    shift: Float[Array, ""] | float = 0.0
    size: Float[Array, ""] | float = 1.0


class Metric(NamedTuple):
    """One measure of success, in words and as a function.

    Args:
        name: for columns, behind `training_` and `validation_`.
        title: for people, within a sentence.
        summary: what it is, in a few words.
        better: which way success lies.
        unit: `share` of a whole, `target` for the unit of the targets (then `measure` is in
            units of their scale), or empty.
        measure: from outputs and targets to the number.
        sentence: how people say it of the validation examples, within a sentence, with `{value}`.
    """

    name: str
    title: str
    summary: str
    better: Literal["higher", "lower"]
    unit: Literal["share", "target", ""]
    measure: Callable[[Outputs, Targets], Float[Array, ""]]
    sentence: str


class Learning(NamedTuple):
    """What is learned; equal ones share a compilation.

    Args:
        loss: what is made small.
        metrics: how success is measured; the first is the headline.
    """

    loss: LossFunction
    metrics: tuple[Metric, ...]

    @property
    def headline(self) -> Metric:
        """What a run is judged by."""
        return self.metrics[0]
