"""What jobs on surfaces will do, complete: what was asked for, with every default filled in."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from ravine.wire.landscape import FilledOptimizer
from ravine.wire.spec import ParameterValue

Pair = tuple[float, float]


class Plan(BaseModel):
    """Nothing in it changes."""

    model_config = ConfigDict(frozen=True)


class SurfacePlan(Plan):
    """A named surface with every parameter, or an own function as an expression.

    Args:
        name: a name of the catalog; None for an own function.
        params: its parameters.
        expression: the own function.
        x: drawn range.
        y: drawn range.
        start: where descents begin unless another start is given.
    """

    name: str | None = None
    params: dict[str, ParameterValue] = {}
    expression: str | None = None
    x: Pair
    y: Pair
    start: Pair


class OptimizerPlan(FilledOptimizer):
    """One optimizer of a comparison.

    Args:
        label: what people call the run.
        rate_chosen: whether its learning rate was given, or is the catalog's.
    """

    label: str
    rate_chosen: Literal["given", "default"]


class ComparePlan(Plan):
    """Several optimizers on one surface, under the same terms.

    Args:
        surface: where they descend.
        start: where they begin.
        start_given: whether somebody asked for this start.
        steps: how many steps each takes.
        seed: of the noise.
        noise: standard deviation of the noise on each component of the gradient.
        optimizers: one for each run.
    """

    surface: SurfacePlan
    start: Pair
    start_given: bool
    steps: int
    seed: int
    noise: float
    optimizers: tuple[OptimizerPlan, ...]


class DrawPlan(Plan):
    """Heights of a surface on a grid.

    Args:
        surface: what is drawn.
        x: range along the first axis.
        y: range along the second.
        resolution: points along each.
    """

    surface: SurfacePlan
    x: Pair
    y: Pair
    resolution: int
