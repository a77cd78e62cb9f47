"""The parts of a training: filled in, and going together."""

from collections.abc import Mapping
from typing import Any

from ravine.jobs.specs import resolve_spec
from ravine.tasks import TASKS
from ravine.vocabulary.problems import ProblemList
from ravine.wire.fitting import Choice, fitting, implied, misfits
from ravine.wire.landscape import FilledSpec
from ravine.wire.parts import EntryPart
from ravine.wire.spec import Spec
from ravine.wire.training import PARTS, RunRequest


def resolve_parts(request: RunRequest, problems: ProblemList) -> dict[str, Any]:
    """Every part, with its parameters filled in; what was left out follows from the others."""
    parts: dict[str, Any] = {}
    for key, part in PARTS.items():
        asked = request.asked(key)
        if isinstance(part, EntryPart):
            known = {one: name for one, name in chosen_of(parts).items() if name in _names(one)}
            if asked is None:
                name = implied(key, known, PARTS)
                if name is None:  # What it follows from is unknown, which has been noted.
                    continue
                asked = Spec(name=name)
            asked = resolve_spec(part.entries, asked, problems, f"/{key}")
        parts[key] = asked
    return parts


def chosen_of(parts: Mapping[str, Any]) -> Choice:
    """The names of the entries among the parts."""
    return {key: one.name for key, one in parts.items() if isinstance(one, FilledSpec)}


def check_fits(chosen: Choice, request: RunRequest, problems: ProblemList) -> None:
    """Note every part that does not go with those before it, and a choice where there is none."""
    before: dict[str, str] = {}
    for key, name in chosen.items():
        wrong = misfits(key, name, before, PARTS)
        if wrong:
            others = " and ".join(f"the {PARTS[one].title} '{before[one]}'" for one in wrong)
            problems.add(
                f"/{key}/name",
                f"The {PARTS[key].title} '{name}' does not go with {others}.",
                f"These do: {', '.join(fitting(key, before, PARTS))}.",
            )
        else:
            before[key] = name
    task = TASKS[chosen["task"]]
    if request.asked("loss") is not None and len(task.losses) == 1:
        problems.add(
            "/loss",
            f"{task.title} has one loss, '{task.losses[0].name}', and no choice.",
            "Leave it out.",
        )


def _names(key: str) -> Mapping[str, Any]:
    part = PARTS[key]
    return part.entries if isinstance(part, EntryPart) else {}
