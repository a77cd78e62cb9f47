"""What a task sees of the world outside it."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeAlias

from ravine.schemas.frames import Columns, Frame, FrameKind, encode_columns
from ravine.workers.messages import Alive, FromWorker, Sent
from ravine.workers.options import OUTSTANDING_FRAMES

SIGN_OF_LIFE_S: Final = 1.0


class Context(Protocol):
    """Handed to every task."""

    def emit(self, kind: FrameKind, first_step: int, steps: int, columns: Columns) -> None:
        """Send a frame; waits while too many earlier ones are not stored yet."""

    def cancelled(self) -> bool:
        """Whether the task should stop. Asking is a sign of life, too."""


Task: TypeAlias = Callable[[dict[str, Any], Context], Any]
Tasks: TypeAlias = Mapping[str, Task]


class PipeContext:
    """The context of a job in a worker process."""

    def __init__(self, job: int, send: Callable[[FromWorker], None]) -> None:
        self.job = job
        self._send = send
        self._room = threading.Semaphore(OUTSTANDING_FRAMES)
        self._cancelled = threading.Event()
        self._last_sign = time.monotonic()

    def emit(self, kind: FrameKind, first_step: int, steps: int, columns: Columns) -> None:
        """Send a frame; waits while too many earlier ones are not stored yet."""
        frame = Frame(kind, first_step, steps, *encode_columns(columns))
        self._room.acquire()
        self._send(Sent(self.job, frame))
        self._last_sign = time.monotonic()

    def cancelled(self) -> bool:
        """Whether the task should stop; tells the server now and then that the job goes on."""
        now = time.monotonic()
        if now - self._last_sign > SIGN_OF_LIFE_S:
            self._last_sign = now
            self._send(Alive(self.job))
        return self._cancelled.is_set()

    def kept(self) -> None:
        """One more frame is stored: there is room for another."""
        self._room.release()

    def cancel(self) -> None:
        """From now on, `cancelled` is true."""
        self._cancelled.set()
