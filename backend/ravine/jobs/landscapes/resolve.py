"""From well-formed requests to plans: names, parameters, labels, defaults.

Everything wrong is gathered and raised as `Problems`, each under its JSON pointer.
"""

from collections.abc import Sequence

from ravine.core.expressions import parse
from ravine.jobs.labels import check_labels, unique_labels
from ravine.jobs.landscapes.plans import ComparePlan, DrawPlan, OptimizerPlan, SurfacePlan
from ravine.jobs.specs import resolve_spec
from ravine.optimizers import OPTIMIZERS
from ravine.schedules import SCHEDULES
from ravine.surfaces import SURFACES, Domain, from_expression
from ravine.vocabulary.problems import ProblemList, Problems
from ravine.wire import limits
from ravine.wire.landscape import CompareRequest, OptimizerSpec, SurfaceRequest, SurfaceSpec
from ravine.wire.spec import Spec

DEFAULT_RANGE = (-2.0, 2.0)


def resolve_compare(request: CompareRequest) -> ComparePlan:
    """The plan of a comparison; raises `Problems`."""
    problems = ProblemList()
    surface = resolve_surface_spec(request.surface, problems, "/surface")
    given = [spec.label for spec in request.optimizers]
    labels = unique_labels(given, [_title(spec.name) for spec in request.optimizers])
    optimizers = [
        _optimizer(spec, label, problems, f"/optimizers/{index}")
        for index, (spec, label) in enumerate(zip(request.optimizers, labels, strict=True))
    ]
    _check_budget(request, problems)
    check_labels(given, problems, "/optimizers")
    if surface is not None:
        _check_compiling(surface, optimizers, problems)
    settled = problems.or_raise(surface)
    return ComparePlan(
        surface=settled,
        start=request.start or settled.start,
        start_given=request.start is not None,
        steps=request.steps,
        seed=request.seed,
        noise=request.noise,
        optimizers=tuple(optimizers),
    )


def resolve_surface(request: SurfaceRequest) -> DrawPlan:
    """The plan of a drawing; raises `Problems`."""
    problems = ProblemList()
    surface = resolve_surface_spec(request.surface, problems, "/surface")
    for axis in ("x", "y"):
        _check_range(getattr(request, axis), problems, f"/{axis}")
    settled = problems.or_raise(surface)
    return DrawPlan(
        surface=settled,
        x=request.x or settled.x,
        y=request.y or settled.y,
        resolution=request.resolution,
    )


def resolve_surface_spec(spec: SurfaceSpec, problems: ProblemList, at: str) -> SurfacePlan | None:
    """A surface by name, or by expression, with its drawn ranges and start; None with problems."""
    if (spec.name is None) == (spec.expression is None):
        problems.add(
            at,
            "Either a name or an expression is needed, not both.",
            'Give {"name": "rosenbrock"}.',
        )
        return None
    if spec.expression is not None:
        return _expression(spec, spec.expression, problems, at)
    for axis in ("x", "y"):
        if getattr(spec, axis) is not None:
            problems.add(
                f"{at}/{axis}", "A named surface has its own range.", "Leave the range out."
            )
    filled = resolve_spec(SURFACES, Spec(name=spec.name or "", params=spec.params), problems, at)
    if filled.name not in SURFACES:
        return None
    entry = SURFACES[filled.name]
    domain = entry.domain
    return SurfacePlan(
        name=filled.name, params=filled.params, x=domain.x, y=domain.y, start=entry.start
    )


def _expression(
    spec: SurfaceSpec, expression: str, problems: ProblemList, at: str
) -> SurfacePlan | None:
    for axis in ("x", "y"):
        _check_range(getattr(spec, axis), problems, f"{at}/{axis}")
    if spec.params:
        problems.add(f"{at}/params", "An expression has no parameters.", "Leave them out.")
    x, y = spec.x or DEFAULT_RANGE, spec.y or DEFAULT_RANGE
    try:
        start = from_expression(expression, Domain(x, y)).start
    except Problems as found:
        problems.extend(found, f"{at}/expression")
        return None
    return SurfacePlan(expression=expression, x=x, y=y, start=start)


def _check_range(bounds: tuple[float, float] | None, problems: ProblemList, at: str) -> None:
    if bounds is not None and not bounds[0] < bounds[1]:
        problems.add(at, f"{bounds[0]:g} is not below {bounds[1]:g}.", "Give the lower one first.")


def _check_budget(request: CompareRequest, problems: ProblemList) -> None:
    total = request.steps * len(request.optimizers)
    if total > limits.MAX_COMPARED_STEPS:
        most = limits.MAX_COMPARED_STEPS // len(request.optimizers)
        problems.add(
            "/steps",
            f"{len(request.optimizers)} optimizers by {request.steps} steps are too many.",
            f"Give up to {most} steps: all optimizers together may take "
            f"{limits.MAX_COMPARED_STEPS}.",
        )


def _check_compiling(
    surface: SurfacePlan, optimizers: Sequence[OptimizerPlan], problems: ProblemList
) -> None:
    """Bound what an own function costs to compile, once for each kind of optimizer."""
    if surface.expression is None:
        return
    price = parse(surface.expression).price
    kinds = {(entry.name, entry.schedule.name) for entry in optimizers}
    if price * len(kinds) > limits.MAX_COMPILED_OPERATIONS:
        problems.add(
            "/optimizers",
            f"A function of about {price} operations compiles for too long for {len(kinds)} "
            "different optimizers.",
            f"Give up to {limits.MAX_COMPILED_OPERATIONS // price} different ones, or a shorter "
            f"function: operations times optimizers may be {limits.MAX_COMPILED_OPERATIONS}.",
        )


def _optimizer(spec: OptimizerSpec, label: str, problems: ProblemList, at: str) -> OptimizerPlan:
    filled = resolve_spec(OPTIMIZERS, spec, problems, at)
    return OptimizerPlan(
        name=filled.name,
        params=filled.params,
        schedule=resolve_spec(SCHEDULES, spec.schedule, problems, f"{at}/schedule"),
        label=label,
        rate_chosen="given" if "learning_rate" in spec.params else "default",
    )


def _title(name: str) -> str:
    return OPTIMIZERS[name].title if name in OPTIMIZERS else name
