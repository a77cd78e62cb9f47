"""Slow decay, chaos, cycles, far starts and the surfaces of the catalog."""

from tests.readings.descents.cases import Case, own, words

PROGRESS_ONLY = ("converged", "diverged", "oscillating", "wandering")


def logistic(r: float) -> dict[str, object]:
    """With rate 1 gradient descent is the logistic map x -> r x (1 - x); y is 0 after a step."""
    return own(f"(1-{r})*x^2/2 + {r}*x^3/3 + 0.5*y^2")


def cubic() -> dict[str, object]:
    """The double well; gradient descent is x -> (1 + rate) x - rate x^3."""
    return own("(x^2-1)^2/4 + 0.5*y^2")


SLOW = [
    Case("x^4: x_k ~ 1/sqrt(8 rate k)", own("x^4 + y^4"), (1.0, 1.0), words("descending"),
         never_is=("stalled", "diverged", "oscillating")),
    Case("x^4, long", own("x^4 + y^4"), (1.0, 1.0), words("descending converged"), steps=50000,
         never_is=("stalled", "diverged", "oscillating"), minima=((0.0, 0.0),)),
    Case("x^10, slower", own("x^10 + y^2"), (1.0, 1.0), words("descending converged"), steps=5000,
         never_is=("diverged", "oscillating"), minima=((0.0, 0.0),)),
    Case("e^-x has no minimum: x_k ~ log k", own("exp(-x) + y^2"), (0.0, 1.0), words("descending"),
         never_is=(*PROGRESS_ONLY, "stalled"), never=("minimum",)),
    Case("e^-x, long", own("exp(-x) + y^2"), (0.0, 1.0), words("descending"), steps=20000,
         never_is=(*PROGRESS_ONLY, "stalled"), never=("minimum",)),
    Case("1/(1+x^2) falls to infinity: x_k ~ k^(1/4)", own("1/(1+x^2)"), (1.0, 0.0),
         words("descending"), never_is=(*PROGRESS_ONLY, "stalled")),
    Case("softplus has no minimum", own("log(1 + exp(-x))"), (0.0, 0.0), words("descending"),
         steps=5000, never_is=(*PROGRESS_ONLY, "stalled"), never=("minimum",)),
    Case("a slope: 0.1 a step", own("x"), (0.0, 0.0), words("descending"),
         never_is=(*PROGRESS_ONLY, "stalled")),
    Case("a slope, 5,000 away in the end", own("x"), (0.0, 0.0), words("descending diverged"),
         steps=50000, never_is=("converged", "stalled", "oscillating")),
    Case("a slope with a heavy ball", own("x"), (0.0, 0.0), words("descending"),
         optimizer="momentum", never_is=("converged", "stalled", "oscillating")),
    Case("1/x from x > 0: x_k ~ k^(1/3)", own("1/x"), (1.0, 0.0), words("descending"),
         never_is=(*PROGRESS_ONLY, "stalled")),
    Case("Adam's steps of 0.01", own("x^2 + y^2", 200.0), (100.0, 100.0), words("descending"),
         rate=0.01, optimizer="adam", never_is=(*PROGRESS_ONLY, "stalled")),
]  # fmt: skip

MAPS = [
    Case("logistic map, r = 2.5: a fixed point at 0.6", logistic(2.5), (0.3, 0.0),
         words("converged"), rate=1.0, minima=((0.6, 0.0),)),
    Case("r = 3.2: a cycle of two", logistic(3.2), (0.3, 0.0), words("oscillating"), rate=1.0,
         never=("down from 0.5", "chaotic"), never_is=("converged", "diverged")),
    Case("r = 3.5: a cycle of four", logistic(3.5), (0.3, 0.0), words("oscillating"), rate=1.0,
         never=("chaotic",), never_is=("converged", "diverged")),
    Case("r = 3.83: a cycle of three", logistic(3.83), (0.3, 0.0), words("oscillating"), rate=1.0,
         steps=2000, never_is=("converged", "diverged")),
    *[
        Case(f"r = {r} from {x}: chaos (Lyapunov exponent above 0.3)", logistic(r), (x, 0.0),
             words("wandering"), rate=1.0, steps=steps, says=("chaotic",),
             never_is=("converged", "diverged", "stalled"))
        for r, x, steps in [(3.9, 0.3, 500), (3.9, 0.31, 2000), (3.99, 0.2, 1000), (3.7, 0.4, 300)]
    ],
    Case("r = 4.1: leaves [0, 1] and runs to minus infinity", logistic(4.1), (0.3, 0.0),
         words("diverged"), rate=1.0),
    Case("double well, rate 0.5: into a well", cubic(), (0.3, 0.0), words("converged"), rate=0.5,
         minima=((1.0, 0.0), (-1.0, 0.0))),
    Case("rate 1.1: a cycle of two about the well", cubic(), (0.5, 0.0), words("oscillating"),
         rate=1.1, never_is=("converged", "diverged")),
    *[
        Case(f"rate 2 from {x}: conjugate to Chebyshev's T3, chaos", cubic(), (x, 0.0),
             words("wandering"), rate=2.0, steps=steps, says=("chaotic",),
             never_is=("converged", "diverged", "stalled"))
        for x, steps in [(0.3, 500), (0.71, 1000), (0.123, 3000)]
    ],
    Case("rate 2.1: leaves the wells", cubic(), (0.3, 0.0), words("diverged"), rate=2.1,
         steps=5000),
]  # fmt: skip

RISING_FIRST = [
    Case("e^-x + 3x, convex: a first step from -3 to 5.5 rises from 11 to 16, then it settles",
         own("exp(-x) + 3*x + y^2", 8.0), (-3.0, 0.0), words("converged"), rate=0.5,
         minima=((-1.0986123, 0.0),), never_is=("diverged",)),
    Case("Adam from next to the minimum jumps by its rate first", own("x^2 + y^2"), (1e-3, 0.0),
         words("converged descending oscillating"), rate=0.5, optimizer="adam", steps=1000,
         never_is=("diverged",)),
    Case("AdaGrad's first steps are as long as its rate", "rosenbrock", (-1.5, 2.0),
         words("descending"), rate=10.0, optimizer="adagrad", never_is=("converged",)),
]  # fmt: skip

CATALOG = [
    Case("the valley's end", "rosenbrock", (-1.5, 2.0), words("converged"), rate=0.001, steps=4000,
         optimizer="momentum", says=("the minimum at (1, 1)",), minima=((1.0, 1.0),)),
    Case("on the valley's end", "rosenbrock", (1.0, 1.0), words("converged"),
         says=("at step 0, loss 0",)),
    Case("in the valley", "rosenbrock", (-1.5, 2.0), words("descending"), rate=0.001,
         never_is=("diverged", "converged", "stalled")),
    Case("overflows", "rosenbrock", (-1.5, 2.0), words("diverged"), rate=10.0,
         says=("left the finite numbers at step 4",)),
    Case("the nearest of four", "himmelblau", (-0.5, -1.0), words("converged"), rate=0.01,
         says=("the minimum at (−3.779, −3.283)",)),
    Case("a dent, not the least", "rastrigin", (-3.3, 2.7), words("converged"), rate=0.001,
         says=("a local minimum near (−2.985, 2.985)", "the least known loss is 0")),
    Case("a flat floor", "beale", (1.0, 1.6), words("descending"), rate=0.05, optimizer="adam",
         never_is=("diverged",)),
    Case("Newton's hardest: curvature 50 and 1", "quadratic", (-1.5, 1.2), words("converged"),
         optimizer="adam", says=("the minimum at (0.5, −0.3)",)),
    Case("RMSProp's last steps are as long as its rate", "quadratic", (-1.5, 1.2),
         words("oscillating wandering"), optimizer="rmsprop", never_is=("diverged", "converged")),
]  # fmt: skip

CASES = [*SLOW, *MAPS, *RISING_FIRST, *CATALOG]
