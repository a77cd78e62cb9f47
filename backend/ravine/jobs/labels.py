"""Labels of compared runs: given ones are kept, missing ones made, none stands twice."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ravine.vocabulary.problems import ProblemList


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
