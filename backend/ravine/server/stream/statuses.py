"""Which statuses are due: coalesced, a few a second for each run."""

import time
from collections.abc import Callable
from typing import Final

INTERVAL_S: Final = 0.25


class StatusSchedule:
    """Remembers which runs changed and when each was last reported.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._changed: set[str] = set()
        self._reported: dict[str, tuple[float, str]] = {}

    def note(self, run_id: str) -> None:
        """Something about the run changed."""
        self._changed.add(run_id)

    def forget(self, run_id: str) -> None:
        """The run is of no interest any more."""
        self._changed.discard(run_id)
        self._reported.pop(run_id, None)

    def take_changed(self) -> list[str]:
        """Runs that changed since this was last asked.

        What changes while one of them is being read is noted anew, and not lost.
        """
        changed, self._changed = self._changed, set()
        return list(changed)

    def is_due(self, run_id: str, status: str) -> bool:
        """Whether to report now: at once when the status itself is another."""
        at, before = self._reported.get(run_id, (-INTERVAL_S, ""))
        return status != before or self._clock() - at >= INTERVAL_S

    def report(self, run_id: str, status: str) -> None:
        """The run is being reported."""
        self._reported[run_id] = (self._clock(), status)

    def wait_s(self) -> float | None:
        """Seconds until a changed run may be reported again; None when none changed."""
        waits = [
            self._reported.get(run_id, (0.0, ""))[0] + INTERVAL_S - self._clock()
            for run_id in self._changed
        ]
        return max(min(waits), 0.0) if waits else None
