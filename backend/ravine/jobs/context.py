"""What a job sees of the world outside it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from ravine.readings.trainings.reading import Reading
from ravine.wire.frames import Columns, FrameKind


class Context(Protocol):
    """What a task may do beside computing: its line to whoever submitted the job."""

    def emit(
        self,
        kind: FrameKind,
        first_step: int,
        steps: int,
        columns: Columns,
        readings: Sequence[Reading] | None = None,
    ) -> None:
        """Send a frame; waits while too many earlier ones are not stored yet.

        Args:
            kind: `"steps"` (columns have a row for each step) or `"snapshot"`.
            first_step: the first step covered.
            steps: how many steps are covered.
            columns: arrays by name.
            readings: what a snapshot means; None where it is not read.
        """

    def say(self, sentence: str) -> None:
        """Tell people what comes now, where it may take seconds; empty when steps are taken."""

    def cancelled(self) -> bool:
        """Whether the task should stop. Asking is a sign of life, too."""


Task: TypeAlias = Callable[[Any, Context], Any]
"""Does what a plan says; each task has its own kind of plan."""
Tasks: TypeAlias = Mapping[str, Task]
