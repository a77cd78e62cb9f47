"""A quadratic ravine."""

import jax.numpy as jnp
from jaxtyping import Array

from ravine.surfaces.base import Domain, Function, Minimizer, Surface
from ravine.vocabulary.parameters import Float

CENTRE = (0.5, -0.3)


def build(condition: Array, angle: Array) -> Function:
    """Half of `u^2 + condition v^2` in axes turned by `angle` degrees about `CENTRE`."""

    def f(x: Array, y: Array) -> Array:
        turn = jnp.deg2rad(angle)
        across, along = jnp.sin(turn), jnp.cos(turn)
        dx, dy = x - CENTRE[0], y - CENTRE[1]
        u, v = along * dx + across * dy, along * dy - across * dx
        return 0.5 * (u**2 + condition * v**2)

    return f


def minimizers(**_: float) -> tuple[Minimizer, ...]:
    """The centre, whatever the parameters."""
    return (Minimizer(*CENTRE, 0.0),)


QUADRATIC = Surface(
    name="quadratic",
    title="Quadratic ravine",
    summary="An elongated bowl: the condition number says how much steeper across than along.",
    formula=(
        r"f = \tfrac12\left(u^2 + \kappa v^2\right),\quad"
        r"\binom{u}{v} = R_{-\theta}\binom{x-0.5}{y+0.3}"
    ),
    source="Boyd and Vandenberghe, Convex Optimization (2004), section 9.3.2",
    tags=("convex", "ravine"),
    parameters=(
        Float(
            "condition",
            50.0,
            1.0,
            1e6,
            "Condition number: largest over smallest curvature.",
            soft=(1.0, 1000.0),
            log=True,
            title="condition number",
        ),
        Float("angle", 30.0, -180.0, 180.0, "Degrees by which the valley is turned."),
    ),
    build=build,
    domain=Domain((-2.5, 3.0), (-2.5, 2.0)),
    start=(-1.5, 1.2),
    minimizers=minimizers,
)
