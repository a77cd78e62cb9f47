"""Groups of layers with a learning rate or a weight decay of their own, or frozen."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

import optax

from ravine.core.passes import LayerPlan
from ravine.core.setup import Hyper
from ravine.jobs.recipes import Build
from ravine.optimizers import OPTIMIZERS
from ravine.vocabulary.parameters import Unacceptable
from ravine.vocabulary.problems import ProblemList
from ravine.wire.groups import LayerGroup
from ravine.wire.training import RunSettings

OWN = ("learning_rate", "weight_decay")
"""What a group may have for itself."""
REST = "rest"
Labels = tuple[tuple[str, str], ...]
"""Layer paths, each with the number of its group, or `REST`."""


def group_of(path: str, groups: Sequence[LayerGroup]) -> int | None:
    """The first group whose pattern a layer's path matches."""
    return next((n for n, one in enumerate(groups) if fnmatchcase(path, one.layers)), None)


def frozen(layers: Sequence[LayerPlan], groups: Sequence[LayerGroup]) -> frozenset[str]:
    """Paths of the layers that are not trained."""
    found = {layer.path: group_of(layer.path, groups) for layer in layers}
    return frozenset(path for path, n in found.items() if n is not None and groups[n].frozen)


def check_groups(settings: RunSettings, layers: Sequence[LayerPlan], problems: ProblemList) -> None:
    """Note groups without a layer, numbers that the optimizer does not take, and too much frost."""
    groups, paths = settings.groups, [layer.path for layer in layers]
    met = {group_of(path, groups) for path in paths}
    for number, group in enumerate(groups):
        at = f"/groups/{number}"
        if not any(fnmatchcase(path, group.layers) for path in paths):
            problems.add(
                f"{at}/layers",
                f"No layer's path matches '{group.layers}'.",
                f"The paths are: {', '.join(paths)}; * stands for anything.",
            )
        elif number not in met:
            problems.add(
                f"{at}/layers",
                f"Every layer that matches '{group.layers}' is in an earlier group.",
                "The first group that matches counts: put this one before it, or leave it out.",
            )
        own = [name for name in OWN if getattr(group, name) is not None]
        if not (group.frozen or own):
            problems.add(
                at, "A group with nothing of its own.", f"Give {' or '.join(OWN)}, or freeze it."
            )
        if group.frozen and own:
            problems.add(
                f"{at}/frozen", f"A frozen layer has no {own[0]}.", "Leave one of them out."
            )
        for name in own:
            _check_number(settings.optimizer.name, name, getattr(group, name), at, problems)
    if groups and len(frozen(layers, groups)) == len(paths):
        problems.add("/groups", "Every layer is frozen.", "Leave at least one to be trained.")


def _check_number(optimizer: str, name: str, value: float, at: str, problems: ProblemList) -> None:
    known = {one.name: one for one in OPTIMIZERS[optimizer].parameters}
    if name not in known:
        having = [
            key for key, one in OPTIMIZERS.items() if name in {p.name for p in one.parameters}
        ]
        problems.add(
            f"{at}/{name}",
            f"The optimizer '{optimizer}' has no {name}.",
            f"These have: {', '.join(having)}.",
        )
        return
    try:
        known[name].check(value)
    except Unacceptable as error:
        problems.add(f"{at}/{name}", error.message, error.remedy)


def grouped(build: Build, layers: Sequence[LayerPlan], groups: Sequence[LayerGroup]) -> Build:
    """An optimizer with the numbers of each group; without groups, itself."""
    if not any(not group.frozen for group in groups):
        return build
    still = frozen(layers, groups)
    labels = [
        (layer.path, REST if (n := group_of(layer.path, groups)) is None else str(n))
        for layer in layers
        if layer.path not in still
    ]
    return _grouped(build, tuple(labels))


@lru_cache(maxsize=64)
def _grouped(build: Build, labels: Labels) -> Build:
    def make(hyper: Hyper) -> optax.GradientTransformation:
        def with_own(own: Any) -> optax.GradientTransformation:
            return build({**hyper, "optimizer": {**hyper["optimizer"], **own}})

        own = {REST: {}, **hyper["groups"]}
        kinds = {label: with_own(own[label]) for label in sorted({one for _, one in labels})}
        return optax.partition(kinds, dict(labels))

    return make


def group_numbers(groups: Sequence[LayerGroup]) -> dict[str, dict[str, float]]:
    """The numbers of each group, which move without a compilation."""
    return {
        str(number): {
            name: float(value) for name in OWN if (value := getattr(group, name)) is not None
        }
        for number, group in enumerate(groups)
        if not group.frozen
    }


def told(group: LayerGroup) -> str:
    """What a group has for itself, in a sentence."""
    which = f"Layers '{group.layers}'"
    if group.frozen:
        return f"{which} are frozen: no gradient, no update."
    words = {"learning_rate": "learning rate", "weight_decay": "weight decay"}
    own = [
        f"{title} {getattr(group, name):g}"
        for name, title in words.items()
        if getattr(group, name) is not None
    ]
    return f"{which} have {' and '.join(own)} of their own."
