"""How closely each optimizer agrees with independent implementations, as measured."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import TypedDict


class Check(TypedDict):
    """A measured comparison.

    `max_relative_difference` is the largest distance between Ravine's path and a reference's,
    relative to the path's distance from the origin, over `steps` steps on each of `surfaces`
    surfaces, as far as the reference itself is not decided by rounding.
    """

    reference: str
    steps: int
    surfaces: int
    max_relative_difference: float


@lru_cache(maxsize=1)
def all_checks() -> dict[str, Check]:
    """Every check by the optimizer's name, from `checks.json`."""
    text = files("ravine.optimizers").joinpath("checks.json").read_text(encoding="utf-8")
    checks: dict[str, Check] = json.loads(text)
    return checks


def check_of(name: str) -> Check | None:
    """The check of the optimizer of that name; None if it was not compared."""
    return all_checks().get(name)
