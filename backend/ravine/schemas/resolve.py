"""From well-formed requests to complete, meaningful ones: names, parameters, labels, defaults.

Everything wrong is gathered and raised as `Problems`, each under its JSON pointer.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ravine.core.catalog import Catalog, Entry
from ravine.core.problems import ProblemList, Problems
from ravine.optimizers import OPTIMIZERS
from ravine.schedules import SCHEDULES
from ravine.schemas import limits
from ravine.schemas.landscape import CompareRequest, OptimizerSpec, SurfaceRequest, SurfaceSpec
from ravine.schemas.spec import Spec
from ravine.surfaces import SURFACES, Domain, from_expression

DEFAULT_RANGE = (-2.0, 2.0)


def resolve_spec(
    catalog: Catalog[Any], spec: Spec, problems: ProblemList, at: str
) -> dict[str, Any]:
    """An entry's name with every parameter filled in; problems are noted under `at`."""
    params: dict[str, Any] = {}
    try:
        entry: Entry = catalog.find(spec.name)
    except Problems as found:
        problems.extend(found, at)
        return {"name": spec.name, "params": params}
    try:
        params = dict(entry.fill(spec.params))
    except Problems as found:
        problems.extend(found, f"{at}/params")
    return {"name": spec.name, "params": params}


def resolve_compare(request: CompareRequest) -> dict[str, Any]:
    """The payload of a comparison; raises `Problems`."""
    problems = ProblemList()
    surface = resolve_surface_spec(request.surface, problems, "/surface")
    optimizers = [
        _optimizer(spec, problems, f"/optimizers/{index}")
        for index, spec in enumerate(request.optimizers)
    ]
    _check_budget(request, problems)
    given = [spec.label for spec in request.optimizers]
    check_labels(given, problems, "/optimizers")
    problems.raise_if_any()
    titles = [OPTIMIZERS[spec.name].title for spec in request.optimizers]
    for run, label in zip(optimizers, unique_labels(given, titles), strict=True):
        run["label"] = label
    return {
        "surface": surface,
        "start": list(request.start or surface["start"]),
        "steps": request.steps,
        "seed": request.seed,
        "noise": request.noise,
        "optimizers": optimizers,
    }


def resolve_surface(request: SurfaceRequest) -> dict[str, Any]:
    """The payload of a drawing; raises `Problems`."""
    problems = ProblemList()
    surface = resolve_surface_spec(request.surface, problems, "/surface")
    for axis in ("x", "y"):
        _check_range(getattr(request, axis), problems, f"/{axis}")
    problems.raise_if_any()
    return {
        "surface": surface,
        "x": list(request.x or surface["x"]),
        "y": list(request.y or surface["y"]),
        "resolution": request.resolution,
    }


def resolve_surface_spec(spec: SurfaceSpec, problems: ProblemList, at: str) -> dict[str, Any]:
    """A surface by name, or by expression, with its drawn ranges and start."""
    if (spec.name is None) == (spec.expression is None):
        problems.add(
            at,
            "Either a name or an expression is needed, not both.",
            'Give {"name": "rosenbrock"}.',
        )
        return {}
    if spec.expression is not None:
        return _expression(spec, problems, at)
    for axis in ("x", "y"):
        if getattr(spec, axis) is not None:
            problems.add(
                f"{at}/{axis}", "A named surface has its own range.", "Leave the range out."
            )
    filled = resolve_spec(SURFACES, Spec(name=spec.name or "", params=spec.params), problems, at)
    if filled["name"] not in SURFACES:
        return {}
    entry = SURFACES[filled["name"]]
    return {**filled, "x": entry.domain.x, "y": entry.domain.y, "start": entry.start}


def _expression(spec: SurfaceSpec, problems: ProblemList, at: str) -> dict[str, Any]:
    for axis in ("x", "y"):
        _check_range(getattr(spec, axis), problems, f"{at}/{axis}")
    if spec.params:
        problems.add(f"{at}/params", "An expression has no parameters.", "Leave them out.")
    x, y = spec.x or DEFAULT_RANGE, spec.y or DEFAULT_RANGE
    try:
        start = from_expression(spec.expression or "", Domain(x, y)).start
    except Problems as found:
        problems.extend(found, f"{at}/expression")
        return {}
    return {"expression": spec.expression, "x": x, "y": y, "start": start}


def _check_range(bounds: tuple[float, float] | None, problems: ProblemList, at: str) -> None:
    if bounds is not None and not bounds[0] < bounds[1]:
        problems.add(at, f"{bounds[0]:g} is not below {bounds[1]:g}.", "Give [low, high].")


def _check_budget(request: CompareRequest, problems: ProblemList) -> None:
    total = request.steps * len(request.optimizers)
    if total > limits.MAX_ENTRANT_STEPS:
        most = limits.MAX_ENTRANT_STEPS // len(request.optimizers)
        problems.add(
            "/steps",
            f"{len(request.optimizers)} optimizers by {request.steps} steps are too many.",
            f"Give up to {most} steps: all optimizers together may take "
            f"{limits.MAX_ENTRANT_STEPS}.",
        )


def _optimizer(spec: OptimizerSpec, problems: ProblemList, at: str) -> dict[str, Any]:
    filled = resolve_spec(OPTIMIZERS, spec, problems, at)
    schedule = resolve_spec(SCHEDULES, spec.schedule, problems, f"{at}/schedule")
    chosen = "given" if "learning_rate" in spec.params else "default"
    return {**filled, "schedule": schedule, "rate_chosen": chosen}


def check_labels(given: Sequence[str | None], problems: ProblemList, at: str) -> None:
    """Note every given label that stands twice."""
    counts = Counter(label for label in given if label is not None)
    seen: set[str] = set()
    for index, label in enumerate(given):
        if label is not None and counts[label] > 1 and label in seen:
            problems.add(
                f"{at}/{index}/label", f"The label '{label}' stands twice.", "Give each its own."
            )
        if label is not None:
            seen.add(label)


def unique_labels(given: Sequence[str | None], defaults: Iterable[str]) -> list[str]:
    """The given labels, and for the rest the defaults, numbered where they repeat."""
    taken = {label for label in given if label is not None}
    labels = []
    for label, default in zip(given, defaults, strict=True):
        if label is None:
            label = next(name for name in _numbered(default) if name not in taken)
            taken.add(label)
        labels.append(label)
    return labels


def _numbered(name: str) -> Iterable[str]:
    yield name
    for number in range(2, 10_000):
        yield f"{name} {number}"
