"""Entries of a catalog by name, with every parameter filled in."""

from typing import Any

from ravine.vocabulary.catalog import Catalog, Entry
from ravine.vocabulary.problems import ProblemList, Problems
from ravine.wire.landscape import FilledSpec
from ravine.wire.spec import Spec


def resolve_spec(catalog: Catalog[Any], spec: Spec, problems: ProblemList, at: str) -> FilledSpec:
    """An entry's name with every parameter filled in; problems are noted under `at`."""
    params: dict[str, Any] = {}
    try:
        entry: Entry = catalog.find(spec.name)
    except Problems as found:
        problems.extend(found, at)
        return FilledSpec(name=spec.name, params=params)
    try:
        params = dict(entry.fill(spec.params))
    except Problems as found:
        problems.extend(found, f"{at}/params")
    return FilledSpec(name=spec.name, params=params)
