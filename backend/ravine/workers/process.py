"""One worker process and the thread that reads what it sends."""

import asyncio
import math
import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psutil

from ravine.workers.child import run_worker
from ravine.workers.job import LocalJob
from ravine.workers.messages import FromWorker, Leave, ToWorker
from ravine.workers.options import OUTSTANDING_FRAMES, WorkerOptions

MIB = 2**20


class WorkerProcess:
    """A spawned process; `attach` begins to deliver its messages to an event loop."""

    def __init__(self, options: WorkerOptions, niceness: int = 0) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, far_end = context.Pipe()
        cache = None if options.compile_cache is None else str(options.compile_cache)
        self._process = context.Process(
            target=run_worker, args=(far_end, options.tasks, cache, niceness), daemon=True
        )
        with interrupts_held_back():
            self._process.start()
        far_end.close()
        self._reader: threading.Thread | None = None
        self._usage: psutil.Process | None = None
        self.ready = False
        self.verdict: str | None = None
        self.job: LocalJob | None = None
        self.last_sign = time.monotonic()
        self._begun_at = 0.0

    @property
    def pid(self) -> int:
        """The process id."""
        assert self._process.pid is not None
        return self._process.pid

    def attach(
        self,
        on_message: Callable[["WorkerProcess", FromWorker], None],
        on_lost: Callable[["WorkerProcess", int | None], None],
    ) -> None:
        """Deliver messages, and at last the exit code, to the running loop."""
        loop = asyncio.get_running_loop()

        def deliver(callback: Callable[..., None], value: object) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(callback, self, value)

        def read() -> None:
            for message in self._messages():
                deliver(on_message, message)
            self._process.join(5)
            deliver(on_lost, self._process.exitcode)

        self._reader = threading.Thread(target=read, name=f"worker-{self.pid}", daemon=True)
        self._reader.start()

    @property
    def attached(self) -> bool:
        """Whether somebody listens to the process."""
        return self._reader is not None

    def heard(self) -> None:
        """Note a sign of life."""
        self.last_sign = time.monotonic()

    def send(self, message: ToWorker) -> None:
        """Tell the worker something; silently nothing when it is gone."""
        self.heard()
        try:
            self._pipe.send(message)
        except OSError:
            return  # The reader thread is about to report the loss.

    def begin(self, job: LocalJob) -> None:
        """Have the worker run a job."""
        self.job = job
        self._begun_at = time.monotonic()
        self.send(job.begin())

    def busy_s(self) -> float:
        """Seconds since its job began; infinite when it has none."""
        return math.inf if self.job is None else time.monotonic() - self._begun_at

    def silent_s(self) -> float:
        """Seconds in which the worker owed a sign of life and gave none."""
        if self.job is not None and self.job.unkept >= OUTSTANDING_FRAMES:
            return 0.0  # It waits for us.
        return time.monotonic() - self.last_sign

    def memory_mib(self) -> float:
        """Resident memory; 0 when the process is gone."""
        try:
            if self._usage is None:
                self._usage = psutil.Process(self.pid)
            return float(self._usage.memory_info().rss) / MIB
        except psutil.Error:
            return 0.0

    def kill(self, verdict: str | None = None) -> None:
        """End the process at once; `verdict` becomes the sentence about its job."""
        self.verdict = self.verdict or verdict
        self._process.kill()

    def leave(self) -> None:
        """Ask the process to end by itself."""
        self.send(Leave())

    def join(self, timeout_s: float) -> None:
        """Wait for the end of the process; kill it after the timeout."""
        if self._reader is not None:
            self._reader.join(timeout_s)
            if self._reader.is_alive():
                self._process.kill()
                self._reader.join(timeout_s)
        else:
            self._process.kill()
            self._process.join()
            self._pipe.close()

    def _messages(self) -> Iterator[Any]:
        """What the process sends until its end of the pipe closes."""
        try:
            while True:
                yield self._pipe.recv()
        except (EOFError, OSError):
            self._pipe.close()


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Let a process started inside inherit a blocked SIGINT.

    Ctrl-C in a terminal reaches the whole group of processes; stopping is the server's to order,
    and a worker that is still importing would print a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
