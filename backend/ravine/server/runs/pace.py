"""How often connections are told of news: less often, the more it costs."""

import time
from collections.abc import Callable
from typing import Final

SHARE: Final = 0.25
LONGEST_S: Final = 0.25


class Pace:
    """Leaves most of the event loop's time to everything but telling.

    One watcher costs next to nothing and hears of every frame at once. Hundreds of them hear a few
    times a second, and get larger frames instead: the run they watch goes on undisturbed.

    Args:
        clock: seconds that never go back.
        busy: seconds of processor time of this thread.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        busy: Callable[[], float] = time.thread_time,
    ) -> None:
        self._clock = clock
        self._busy = busy
        self._told_at = -LONGEST_S
        self._busy_then = 0.0

    def tell(self) -> None:
        """News are being told now."""
        self._told_at, self._busy_then = self._clock(), self._busy()

    def wait_s(self) -> float:
        """Seconds until the next news may be told."""
        rest_s = min((self._busy() - self._busy_then) / SHARE, LONGEST_S)
        return max(self._told_at + rest_s - self._clock(), 0.0)
