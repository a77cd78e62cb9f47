"""What was wrong before and is no more: nobody should have to look for it."""

from collections.abc import Mapping, Sequence
from typing import Final

from ravine.readings.trainings.reading import Reading

NAME: Final = "earlier"
MOST: Final = 3
TROUBLE: Final = frozenset({"warn", "bad"})

Spoken = Sequence[tuple[int, Sequence[Reading]]]


def earlier(spoken: Spoken, now: Sequence[Reading]) -> Reading | None:
    """Which rules found trouble at earlier snapshots and are silent at this one, and when.

    Args:
        spoken: step and readings of each earlier snapshot.
        now: readings of this one.
    """
    silent = {rule: steps for rule, steps in troubles(spoken).items() if rule not in names(now)}
    texts = [remark(spoken, rule, steps) for rule, steps in list(silent.items())[-MOST:]]
    return Reading(NAME, "plain", "Earlier:", f"{'; '.join(texts)}.") if texts else None


def names(readings: Sequence[Reading]) -> set[str]:
    """The rules that speak."""
    return {one.rule for one in readings}


def troubles(spoken: Spoken) -> Mapping[str, list[int]]:
    """Steps at which each rule spoke that ever found trouble."""
    found: dict[str, list[int]] = {}
    for step, readings in spoken:
        for one in readings:
            found.setdefault(one.rule, []).append(step)
    bad = {one.rule for _, readings in spoken for one in readings if one.tone in TROUBLE}
    return {rule: steps for rule, steps in found.items() if rule in bad}


def remark(spoken: Spoken, rule: str, steps: Sequence[int]) -> str:
    """One rule's trouble: its last verdict, and from which step to which."""
    verdict = next(
        one.verdict for _, readings in reversed(spoken) for one in readings if one.rule == rule
    )
    seen = [step for step, _ in spoken]
    between = seen.index(steps[-1]) - seen.index(steps[0]) + 1
    if len(steps) == 1:
        when = f"at step {steps[0]}"
    elif len(steps) < between:
        when = f"at times, from step {steps[0]} to {steps[-1]}"
    else:
        first = seen.index(steps[0])
        when = f"until step {steps[-1]}" if first <= 1 else f"from step {steps[0]} to {steps[-1]}"
    what = verdict.rstrip(".")
    return f"{what[0].lower()}{what[1:]} {when}"
