"""Saddles, maxima, inflections, kinks, level ground, edges: what calculus says of them."""

from tests.readings.descents.cases import Case, own, words

NO_MINIMUM = ("minimum",)
NEVER_DONE = ("converged",)

SADDLES = [
    Case("f_y = 0 along y = 0: it ends at the saddle", own("x^2 - y^2"), (1.0, 0.0),
         words("stalled"), says=("at a saddle",), never=NO_MINIMUM),
    Case("on the saddle", own("x^2 - y^2"), (0.0, 0.0), words("stalled"), says=("at a saddle",),
         never=NO_MINIMUM),
    Case("off the saddle: y grows by 1.2 a step, without bound", own("x^2 - y^2"), (1.0, 1e-3),
         words("diverged"), steps=200, never=NO_MINIMUM),
    Case("off by 1e-9: after 60 steps still there", own("x^2 - y^2"), (1.0, 1e-9),
         words("stalled descending"), steps=60, never=NO_MINIMUM),
    Case("a saddle between two minima, kept to", own("x^2 - y^2 + y^4"), (1.0, 0.0),
         words("stalled"), says=("at a saddle",), never=NO_MINIMUM),
    Case("and left", own("x^2 - y^2 + y^4"), (1.0, 1e-3), words("converged"),
         minima=((0.0, 0.5**0.5), (0.0, -(0.5**0.5)))),
    Case("a hyperbola's saddle", own("x*y"), (0.0, 0.0), words("stalled"), says=("at a saddle",)),
    Case("along its falling axis", own("x*y"), (0.5, -0.5), words("diverged descending"),
         never=NO_MINIMUM),
    Case("along its rising axis it ends at the saddle", own("x*y"), (0.5, 0.5),
         words("stalled descending"), never=NO_MINIMUM),
    Case("flat to second order", "monkey_saddle", (0.0, 0.0), words("stalled"),
         says=("at a saddle",), never=NO_MINIMUM),
    Case("x_k ~ 1/(3 rate k) towards it, never there", "monkey_saddle", (1.0, 0.0),
         words("descending stalled"), rate=0.01, steps=5000, never=NO_MINIMUM,
         never_is=("converged", "diverged", "oscillating")),
    Case("blows up in finite time", "monkey_saddle", (-1.0, 0.1), words("diverged"),
         never=NO_MINIMUM),
]  # fmt: skip

INFLECTIONS = [
    Case("x_k ~ 1/(3 rate k) towards an inflection", own("x^3 + y^2"), (1.0, 1.0),
         words("descending stalled"), never=NO_MINIMUM, never_is=("converged", "diverged")),
    Case("the same, long", own("x^3 + y^2"), (1.0, 1.0), words("descending stalled"), steps=20000,
         never=NO_MINIMUM, never_is=("converged", "diverged", "oscillating")),
    Case("on it", own("x^3 + y^2"), (0.0, 0.0), words("stalled"), never=NO_MINIMUM),
    Case("beyond it: unbounded", own("x^3 + y^2"), (-0.1, 1.0), words("diverged"),
         never=NO_MINIMUM),
    Case("flatter", own("x^5 + y^2"), (1.0, 1.0), words("descending stalled"), never=NO_MINIMUM),
    Case("flatter, on it", own("x^5 + y^2"), (0.0, 0.0), words("stalled"), never=NO_MINIMUM),
    Case("in both coordinates", own("x^3 + y^3"), (1.0, 1.0), words("descending stalled"),
         never=NO_MINIMUM),
]  # fmt: skip

MAXIMA = [
    Case("on the top", own("-x^2 - y^2"), (0.0, 0.0), words("stalled"), says=("at a maximum",),
         never=(*NO_MINIMUM, "plateau", "saddle")),
    Case("near the top, 10 steps of growth by 1.2", own("-x^2 - y^2"), (1e-9, 0.0),
         words("stalled descending"), steps=10, never=NO_MINIMUM),
    Case("down from the top, unbounded", own("-x^2 - y^2"), (1e-3, 0.0), words("diverged"),
         steps=200, never=NO_MINIMUM),
    Case("a flat top", own("1 - x^4 - y^4"), (0.0, 0.0), words("stalled"), says=("at a maximum",)),
    Case("the top of waves", own("cos(x)*cos(y)"), (0.0, 0.0), words("stalled"),
         says=("at a maximum",), never=("plateau",)),
    Case("from the top of waves to a trough of -1", own("cos(x)*cos(y)", 5.0), (0.3, 0.0),
         words("converged"), minima=((3.141592653589793, 0.0),)),
]  # fmt: skip

KINKS = [
    Case("a step of 0.1 jumps over the kink for ever", own("abs(x) + abs(y)"), (1.0, 1.0),
         words("oscillating wandering"), never=("no step",), never_is=("diverged", "converged")),
    Case("and over the tip of a cone", own("sqrt(x^2 + y^2)"), (1.0, 0.0),
         words("oscillating wandering"), never_is=("diverged",)),
    Case("on the tip of a cone, where no gradient is", own("sqrt(x^2 + y^2)"), (0.0, 0.0),
         words("converged stalled"), says=("no step follows",), never_is=("diverged",)),
    Case("on the tip of an upturned cone", own("-sqrt(x^2 + y^2)"), (0.0, 0.0), words("stalled"),
         says=("no step follows",), never=NO_MINIMUM),
    Case("on the kink", own("abs(x) + abs(y)"), (0.0, 0.0), words("converged oscillating"),
         never_is=("diverged",)),
    Case("steps of 0.1 e^(-0.105 k) add up to 1 and shrink to nothing about the kink",
         own("abs(x) + abs(y)"), (0.52, 0.37), words("converged stalled"),
         schedule=("exponential_decay", (("rate", 0.105),)),
         never_is=("diverged",), minima=((0.0, 0.0),)),
    Case("an endless slope to infinity at sqrt's edge", own("sqrt(x)"), (0.0, 1.0),
         words("stalled"), says=("no step follows",)),
]  # fmt: skip

LEVEL = [
    Case("constant", own("3"), (1.0, 1.0), words("stalled converged"), never_is=("diverged",)),
    Case("e^-20 of a slope", "plateau", (-2.0, -2.0), words("stalled"), says=("on a plateau",),
         never=("Converged",)),
    Case("further still", "plateau", (1e5, 1e5), words("stalled"), says=("on a plateau",)),
    Case("the well's bottom", "plateau", (0.8, 0.6), words("converged")),
    Case("b = 0: a line of minimizers", {"name": "rosenbrock", "params": {"b": 0}}, (-1.5, 2.3),
         words("converged"), never=("local", "least known"), minima=((1.0, 2.3),)),
    Case("the same, typed", own("(1-x)^2"), (-1.5, 1.5), words("converged"), never=("local",)),
    Case("b = 1e-12: the valley's floor is not level, gradient 2e-12",
         {"name": "rosenbrock", "params": {"b": 1e-12}}, (1.0, 2.0), words("descending stalled"),
         never=("onverged",)),
]  # fmt: skip

EDGES = [
    Case("log falls for ever towards 0 and the step leads beyond", own("log(x)"), (1.0, 1.0),
         words("diverged"), says=("not a number",)),
    Case("sqrt's slope grows until a step leads below 0", own("sqrt(x) + y^2"), (1.0, 1.0),
         words("diverged"), says=("not a number",)),
    Case("x log x has its minimum at 1/e", own("x*log(x) + y^2"), (1.0, 1.0), words("converged"),
         minima=((0.36787944, 0.0),)),
    Case("x^65 from 1: a step to -5.5, where it overflows soon", own("x^65"), (1.0, 1.0),
         words("diverged")),
    Case("-x^4 blows up in finite time", own("-x^4"), (0.5, 0.0), words("diverged"),
         never=NO_MINIMUM),
    Case("-e^x blows up in finite time", own("-exp(x)"), (0.0, 0.0), words("diverged"),
         says=("fell",)),
]  # fmt: skip

CASES = [*SADDLES, *INFLECTIONS, *MAXIMA, *KINKS, *LEVEL, *EDGES]
