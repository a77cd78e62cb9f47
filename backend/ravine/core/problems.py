"""What is wrong with a request, where, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


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

    def below(self, prefix: str) -> "Problem":
        """The same problem of a value that lies under `prefix` in a larger document."""
        return Problem(prefix + self.pointer, self.message, self.remedy)

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
    """Gathers problems from several checks; `raise_if_any` ends the gathering."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def add(self, pointer: str, message: str, remedy: str) -> None:
        """Note one problem."""
        self._problems.append(Problem(pointer, message, remedy))

    def extend(self, problems: Problems, prefix: str = "") -> None:
        """Note the problems of a part that lies under `prefix`."""
        self._problems += [problem.below(prefix) for problem in problems.problems]

    def raise_if_any(self) -> None:
        """Raise `Problems` when any were noted."""
        if self._problems:
            raise Problems(self._problems)


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names the known word nearest to `word`, or all of them."""
    names = list(known)
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.5)
    if close:
        return f"Did you mean '{close[0]}'? Known: {', '.join(names)}."
    return f"Known: {', '.join(names)}."
