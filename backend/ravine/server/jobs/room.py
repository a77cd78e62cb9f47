"""How many short jobs may wait or be under way."""

from collections.abc import Iterator
from contextlib import contextmanager

from ravine.server.problems import Refusal
from ravine.vocabulary.problems import Problem
from ravine.wire.limits import MAX_UNFINISHED_JOBS


class Room:
    """Lets in so many at once, and refuses the rest.

    Args:
        most: how many.
    """

    def __init__(self, most: int = MAX_UNFINISHED_JOBS) -> None:
        self._most = most
        self._inside = 0

    @contextmanager
    def for_one(self) -> Iterator[None]:
        """Be inside meanwhile; raises `Refusal` where there is no room."""
        if self._inside >= self._most:
            raise too_many(self._most)
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1


def too_many(most: int) -> Refusal:
    """The refusal of a job for which there is no room."""
    text = f"{most} comparisons and drawings are under way or waiting, and no more may be."
    remedy = f"Up to {most} may be: try again when some of them have been answered."
    return Refusal(429, "too-many-jobs", text, [Problem("", "There is no room.", remedy)])
