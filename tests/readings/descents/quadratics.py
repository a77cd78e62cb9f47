"""Gradient descent on quadratics, x_k = (1 - rate * curvature)^k x_0: known in closed form."""

from typing import Any

from tests.readings.descents.cases import Case, noise, own, words

BOWL = own("x^2 + y^2")
CENTRE = ((0.0, 0.0),)
RISES = ("down from", "onverged", "scillating", "Stalled")


def bowl(why: str, rate: float, truth: str, steps: int = 500, **more: Any) -> Case:
    """On x^2 + y^2 from (1, 1), where the factor of a step is 1 - 2 rate."""
    start = more.pop("start", (1.0, 1.0))
    return Case(why, BOWL, start, words(truth), rate=rate, steps=steps, minima=CENTRE, **more)


SETTLING = [
    bowl("factor 0.8", 0.1, "converged", never_is=("diverged", "oscillating", "stalled")),
    bowl("factor 0.8, half way", 0.1, "descending", 10, says=("down from 2 at step 0",)),
    bowl("factor 0: exact after one step", 0.5, "converged", 10),
    bowl("factor 0, seen at once", 0.5, "converged descending", 1),
    bowl("factor -0.8", 0.9, "converged", never_is=("diverged", "stalled")),
    bowl("factor -0.998: every step is lower", 0.999, "descending", 100, never_is=("diverged",)),
    bowl("factor 0.998", 1e-3, "descending", never_is=("stalled", "diverged", "oscillating")),
    bowl("factor 0.9998", 1e-4, "descending", never_is=("stalled", "diverged", "oscillating")),
    bowl("factor 0.99998", 1e-5, "descending", never_is=("stalled", "diverged", "oscillating")),
    bowl("factor 0.999998", 1e-6, "descending", never_is=("diverged", "oscillating", "converged")),
    bowl("factor 1 - 2e-12", 1e-12, "stalled descending", never=("%",), never_is=("converged",)),
    bowl("factor 1 - 2e-12, long", 1e-12, "stalled descending", 5000, never_is=("converged",)),
    bowl("no step at all", 0.0, "stalled", says=("moved 0",), never_is=("converged",)),
    bowl("no step at all, short", 0.0, "stalled descending", 3, never_is=("converged",)),
    bowl("on the minimum", 0.1, "converged", start=(0.0, 0.0), says=("at step 0",)),
    bowl("on the minimum, one step", 0.1, "converged", 1, start=(0.0, 0.0)),
    bowl("near the minimum already", 0.01, "converged descending", start=(1e-4, 0.0)),
    *[
        bowl(f"factor 0.98, {steps} steps: lower with each", 0.01, "descending", steps)
        for steps in (1, 2, 3, 4, 5, 7, 10, 20)
    ],
]

CYCLES = [
    bowl("factor -1: a cycle of two", 1.0, "oscillating", 500, never=("down from",)),
    bowl("factor -1, 50 steps", 1.0, "oscillating", 50, never=("down from",)),
    bowl("factor -1, 51 steps", 1.0, "oscillating", 51, never=("down from",)),
    bowl("factor -1: loss never moves", 1.0, "oscillating descending", 5, never=("down from",)),
]

GROWING = [
    bowl("factor -1.001", 1.0005, "diverged", 500, never=RISES),
    bowl("factor -1.001, short", 1.0005, "diverged", 30, never=RISES),
    bowl("factor -1.001, long", 1.0005, "diverged", 5000, never=RISES),
    bowl("factor -1.002", 1.001, "diverged", 500, never=RISES),
    bowl("factor -1.2", 1.1, "diverged", 100, never=RISES),
    bowl("factor -3", 2.0, "diverged", 20, never=RISES),
    bowl("factor -1.001 near the minimum", 1.0005, "diverged", 200, start=(1e-3, 0.0)),
    bowl("factor -19: overflows", 10.0, "diverged", 1000, says=("left the finite numbers",)),
]

FAR = [
    bowl("factor 0.8 from afar", 0.1, "converged", start=(1e5, 1e5), never_is=("diverged",)),
    bowl("factor 0.98 from afar", 0.01, "converged", 2000, start=(1e5, -1e5)),
    bowl("factor 0.98 from afar, under way", 0.01, "descending", 100, start=(1e6, 1e6)),
    bowl(
        "heavy ball from afar",
        0.05,
        "converged",
        1000,
        start=(1e6, -1e6),
        optimizer="momentum",
        never_is=("diverged",),
    ),
    Case(
        "the minimum is far outside",
        own("(x-1000)^2 + y^2"),
        (0.0, 0.0),
        words("converged"),
        minima=((1000.0, 0.0),),
        never_is=("diverged",),
    ),
]

UNITS = [
    Case("an offset changes no step", own("x^2 + y^2 + 1e6"), (1.0, 1.0), words("converged"),
         minima=CENTRE),
    Case("a small unit", own("1e-6*(x^2 + y^2)"), (1.0, 1.0), words("converged"), rate=1e5,
         minima=CENTRE),
    Case("a large unit", own("1e10*(x^2 + y^2)"), (1.0, 1.0), words("converged"), rate=1e-11,
         minima=CENTRE),
    Case("an offset, slow", own("x^2 + y^2 - 1e6"), (1.0, 1.0), words("descending"), rate=1e-3,
         never_is=("stalled", "converged")),
    Case("a level floor", own("x^2"), (1.0, 1.0), words("converged"), says=("a minimum near",)),
    Case("a slanted floor", own("(x-y)^2"), (1.0, 0.0), words("converged"), says=("a minimum",)),
    Case("curvatures 1 and 1e6", own("0.5*x^2 + 5e5*y^2"), (1.0, 1.0), words("descending"),
         rate=1e-6, never_is=("converged", "diverged")),
    Case("edge of stability in the steep direction", "quadratic", (-1.5, 1.2),
         words("oscillating"), rate=0.04, says=("to and fro",)),
    Case("just inside the edge", "quadratic", (-1.5, 1.2), words("converged"), rate=0.039,
         never_is=("diverged",)),
    Case("just outside the edge", "quadratic", (-1.5, 1.2), words("diverged"), rate=0.0401,
         steps=2000),
]  # fmt: skip

NOISY = [
    *[
        bowl(f"stationary, seed {seed}", 0.1, "wandering", request=noise(0.1, seed),
             says=("noise of 0.1",), never_is=("diverged", "stalled", "oscillating", "converged"))
        for seed in range(6)
    ],
    *[
        bowl(f"stationary from the minimum, seed {seed}", 0.1, "wandering", start=(0.0, 0.0),
             request=noise(0.5, seed), says=("noise of 0.5",),
             never_is=("diverged", "stalled", "oscillating"))
        for seed in range(3)
    ],
    bowl("stationary and loud", 0.1, "wandering", request=noise(10.0), never_is=("diverged",)),
    bowl("stationary and long", 0.1, "wandering", 5000, request=noise(0.1, 3)),
    bowl("stationary and short", 0.4, "wandering", 30, start=(0.0, 0.0), request=noise(1.0)),
    bowl("a slow walk about the minimum", 1e-3, "wandering", 500, start=(0.0, 0.0),
         request=noise(1.0, 1), never_is=("diverged", "converged")),
    bowl("a slower walk about the minimum", 1e-4, "wandering", 2000, start=(0.0, 0.0),
         request=noise(1.0, 2), never_is=("diverged", "converged")),
    bowl("far above the noise", 1e-3, "descending", 200, request=noise(0.1)),
    bowl("noise too small to see", 0.1, "converged wandering", request=noise(1e-9)),
    bowl("no rate, noise or not", 0.0, "stalled wandering", request=noise(0.1)),
    bowl("unstable, noise or not", 1.1, "diverged", 100, request=noise(0.1)),
    bowl("Adam about the minimum", 0.05, "wandering", 1000, request=noise(0.5), optimizer="adam",
         says=("noise of 0.5",), never_is=("diverged",)),
    bowl("heavy ball about the minimum", 0.02, "wandering", 1000, request=noise(0.5),
         optimizer="momentum", says=("noise of 0.5",), never_is=("diverged",)),
    Case("a random walk on level ground", own("3"), (0.0, 0.0), words("wandering"),
         request=noise(0.1), says=("at 3",)),
    Case("a slope ten times the noise", own("x"), (0.0, 0.0), words("descending"), rate=0.01,
         request=noise(0.1), never_is=("diverged", "stalled", "oscillating")),
    Case("a slope a fifth of the noise", own("x"), (0.0, 0.0), words("descending wandering"),
         rate=0.01, request=noise(5.0), never_is=("diverged", "stalled", "oscillating")),
    Case("noise at the edge of stability is no noise that matters", BOWL, (1.0, 1.0),
         words("oscillating"), rate=1.0, request=noise(1e-9)),
]  # fmt: skip

CASES = [*SETTLING, *CYCLES, *GROWING, *FAR, *UNITS, *NOISY]
