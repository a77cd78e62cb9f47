"""A job's line to the server, through the pipe of its worker process."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

from ravine.readings.trainings.reading import Reading
from ravine.wire.frames import Columns, Frame, FrameKind, encode_columns
from ravine.workers.messages import Alive, FromWorker, Said, Sent
from ravine.workers.options import OUTSTANDING_FRAMES

SIGN_OF_LIFE_S: Final = 1.0


class PipeContext:
    """The context of a job in a worker process."""

    def __init__(self, job: int, send: Callable[[FromWorker], None]) -> None:
        self.job = job
        self._send = send
        self._room = threading.Semaphore(OUTSTANDING_FRAMES)
        self._cancelled = threading.Event()
        self._last_sign = time.monotonic()

    def emit(
        self,
        kind: FrameKind,
        first_step: int,
        steps: int,
        columns: Columns,
        readings: Sequence[Reading] | None = None,
    ) -> None:
        """Send a frame; waits while too many earlier ones are not stored yet."""
        said = None if readings is None else tuple(readings)
        frame = Frame(kind, first_step, steps, *encode_columns(columns), said)
        self._room.acquire()
        self._send(Sent(self.job, frame))
        self._last_sign = time.monotonic()

    def say(self, sentence: str) -> None:
        """Tell people what comes now, where it may take seconds; empty when steps are taken."""
        self._send(Said(self.job, sentence))
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
