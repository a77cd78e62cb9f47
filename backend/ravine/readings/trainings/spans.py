"""From what was said at each snapshot to what holds from which step to which."""

from collections.abc import Iterable
from dataclasses import dataclass

from ravine.readings.trainings.reading import Reading


@dataclass(frozen=True, slots=True)
class Span:
    """A reading, and the first and the last step that it is the newest of its rule at."""

    from_step: int
    to_step: int
    reading: Reading


def spans(spoken: Iterable[tuple[int, Iterable[Reading]]], last_step: int) -> list[Span]:
    """What each rule said, and for how long.

    A reading made at a snapshot holds until the next snapshot; one that is repeated word for word
    goes on. So a rule's spans never overlap, and a sentence never tells of a later step.

    Args:
        spoken: step and readings of each snapshot, in order; none before the first.
        last_step: the last step of the run so far.
    """
    moments = [(step, tuple(readings)) for step, readings in spoken]
    if not moments:
        return []
    ends = [step - 1 for step, _ in moments[1:]] + [last_step]
    found: list[Span] = []
    open_: dict[Reading, int] = {}
    for (step, readings), end in zip(moments, ends, strict=True):
        still: dict[Reading, int] = {}
        for one in readings:
            at = open_.get(one)
            if at is None:
                still[one] = len(found)
                found.append(Span(step, end, one))
            else:
                still[one] = at
                found[at] = Span(found[at].from_step, end, one)
        open_ = still
    return found
