"""What is wrong with a request, where, and what would be right."""

import reprlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, TypeVar

# More would not be read; what is wrong beyond them shows once these are mended.
MOST_PROBLEMS: Final = 20
# Of a value or a name that a message repeats.
MOST_SHOWN: Final = 60

T = TypeVar("T")


@dataclass(frozen=True)
class Problem:
    """One thing wrong.

    Args:
        pointer: JSON pointer (RFC 6901) to the value, `""` for the whole document.
        message: what is wrong, as a sentence.
        remedy: what would be right, as a sentence.
    """

    pointer: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.pointer}: " if self.pointer else ""
        return f"{where}{self.message} {self.remedy}"


class Problems(ValueError):  # noqa: N818 (a value with several problems, not one error)
    """Raised with everything found wrong, so that a user mends all of it at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["Problems"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class ProblemList:
    """Gathers the first problems of several checks; `raise_if_any` ends the gathering."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, pointer: str, message: str, remedy: str) -> None:
        """Note one problem."""
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(pointer, message, remedy))

    def extend(self, problems: Problems, prefix: str = "") -> None:
        """Note the problems of a part that lies under `prefix`."""
        for problem in problems.problems:
            self.add(prefix + problem.pointer, problem.message, problem.remedy)

    def raise_if_any(self) -> None:
        """Raise `Problems` when any were noted."""
        if self._problems:
            raise Problems(self._problems)

    def or_raise(self, value: T | None) -> T:
        """The value, which is None only where a problem was noted; then raises `Problems`."""
        self.raise_if_any()
        if value is None:
            raise ValueError("a value is missing, and no problem says why")
        return value


def nearest(
    word: str, known: Iterable[str], aliases: Mapping[str, Iterable[str]] | None = None
) -> str:
    """A sentence that names the known word nearest to `word`, or all of them.

    Args:
        word: what was given.
        known: what there is.
        aliases: what else people call some of these, by name.
    """
    names = list(known)
    meant = {name: name for name in names}
    meant |= {alias: name for name in aliases or {} for alias in (aliases or {})[name]}
    close = get_close_matches(word[:MOST_SHOWN].lower(), meant, n=1, cutoff=0.5)
    if close:
        return f"Did you mean '{meant[close[0]]}'? Known: {', '.join(names)}."
    return f"Known: {', '.join(names)}."


def shown(value: object) -> str:
    """The value as it is written, cut to a length fit for a sentence."""
    return shortened(reprlib.repr(value))  # repr itself fails on what is nested deeply.


def shortened(text: str) -> str:
    """The text, cut to a length fit for a sentence."""
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"


def escape(part: str) -> str:
    """A member's name inside a JSON pointer (RFC 6901, section 3)."""
    return part.replace("~", "~0").replace("/", "~1")


def unescaped(part: str) -> str:
    """A member's name as it was before `escape`."""
    return part.replace("~1", "/").replace("~0", "~")
