"""Requests from Python values, as the Python functions and the client make them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from ravine.python.shorthand import parse_entry
from ravine.vocabulary.problems import Problem, Problems, shown
from ravine.wire.validation import problems_of

OptimizerLike: TypeAlias = str | Mapping[str, Any]
SurfaceLike: TypeAlias = str | Mapping[str, Any]
Interval: TypeAlias = tuple[float, float]
Model = TypeVar("Model", bound=BaseModel)


def compare_body(
    surface: SurfaceLike,
    optimizers: Iterable[OptimizerLike],
    *,
    x: Interval | None = None,
    y: Interval | None = None,
    start: Sequence[float] | None = None,
    steps: int = 500,
    seed: int = 0,
    noise: float = 0.0,
) -> dict[str, Any]:
    """The body of `POST /api/landscape/compare`; the arguments are those of `ravine.compare`.

    Raises:
        Problems: the optimizers are no list, or the shorthand of one cannot be read.
    """
    if isinstance(optimizers, str | Mapping):
        remedy = "Put it in brackets: [...]."
        raise Problems(
            [Problem("/optimizers", "One optimizer stands where a list should.", remedy)]
        )
    return {
        "surface": surface_spec(surface, x, y),
        "optimizers": [
            parse_entry(given, f"/optimizers/{index}") if isinstance(given, str) else given
            for index, given in enumerate(optimizers)
        ],
        "start": start,
        "steps": steps,
        "seed": seed,
        "noise": noise,
    }


def surface_spec(surface: SurfaceLike, x: Interval | None, y: Interval | None) -> dict[str, Any]:
    """The surface as the API takes it, with the drawn ranges of an own function.

    Raises:
        Problems: it is a Python function, which only `ravine.compare` takes, or nothing known.
    """
    if callable(surface):
        remedy = 'Give an expression, {"expression": "x^2 + y^2"}, or use ravine.compare.'
        raise Problems([Problem("/surface", "A function cannot be sent to a server.", remedy)])
    if not isinstance(surface, str | Mapping):
        remedy = 'Give a name, {"name": …, "params": {…}} or {"expression": …}.'
        raise Problems([Problem("/surface", f"{shown(surface)} is not a surface.", remedy)])
    named = {"name": surface} if isinstance(surface, str) else dict(surface)
    ranges = {"x": x, "y": y}
    return {**named, **{axis: given for axis, given in ranges.items() if given is not None}}


def checked(model: type[Model], values: Mapping[str, Any]) -> Model:
    """`values` as a `model`; raises `Problems` where they are none."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise Problems(problems_of(error.errors())) from error
