"""The worker process: receives jobs through a pipe, runs them one at a time."""

import logging
import os
import queue
import signal
import threading
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ravine.jobs.context import Tasks
from ravine.vocabulary.problems import Problems
from ravine.wire.encoding import encode
from ravine.workers.jax_setup import keep_cache, set_up
from ravine.workers.messages import (
    Answered,
    Begin,
    Broken,
    Cancel,
    Failed,
    FromWorker,
    Kept,
    Leave,
    Ready,
    Refused,
)
from ravine.workers.pipe import PipeContext

log = logging.getLogger("ravine.workers")


def run_worker(
    pipe: "Connection[Any, Any]", tasks: str, compile_cache: str | None, niceness: int
) -> None:
    """Entry point of the process; a higher `niceness` leaves the processor to others."""
    if niceness and hasattr(os, "nice"):
        os.nice(niceness)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    set_up(None if compile_cache is None else Path(compile_cache), one_thread=True)
    Worker(pipe).run(tasks)


def load_tasks(path: str) -> Tasks:
    """The table named `module:name`."""
    module, _, name = path.partition(":")
    tasks: Tasks = getattr(import_module(module), name)
    return tasks


class Worker:
    """Runs jobs in the main thread while a second thread listens to the server."""

    def __init__(self, pipe: "Connection[Any, Any]") -> None:
        self._pipe = pipe
        self._jobs: queue.SimpleQueue[Begin] = queue.SimpleQueue()
        self._contexts: dict[int, PipeContext] = {}
        self._sending = threading.Lock()

    def run(self, tasks: str) -> None:
        """Import the tasks, then run jobs until told to leave."""
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            table = load_tasks(tasks)
        except Exception as error:
            log.exception("the tasks cannot be imported")
            self._send(Broken(sentence_of(error)))
            return
        self._send(Ready())
        while True:
            begin = self._jobs.get()
            keep_cache()
            self._send(perform(begin, table, self._contexts[begin.job]))
            del self._contexts[begin.job]

    def _listen(self) -> None:
        """Sort what the server says; its silence means that it is gone."""
        try:
            while True:
                self._hear(self._pipe.recv())
        except (EOFError, OSError):
            # A task may be deep in compiled code: nothing gentler than this ends it now.
            os._exit(0)

    def _hear(self, message: object) -> None:
        match message:
            case Begin(job=job):
                self._contexts[job] = PipeContext(job, self._send)
                self._jobs.put(message)
            case Kept(job=job) if job in self._contexts:
                self._contexts[job].kept()
            case Cancel(job=job) if job in self._contexts:
                self._contexts[job].cancel()
            case Leave():
                os._exit(0)

    def _send(self, message: FromWorker) -> None:
        with self._sending:
            self._pipe.send(message)


def perform(begin: Begin, tasks: Tasks, context: PipeContext) -> FromWorker:
    """Run one job and say how it ended."""
    try:
        return Answered(begin.job, encode(tasks[begin.task](begin.plan, context)))
    except Problems as refusal:
        return Refused(begin.job, refusal.problems)
    except Exception as error:
        log.exception("the task %r failed", begin.task)
        return Failed(begin.job, sentence_of(error))


def sentence_of(error: Exception) -> str:
    """What an exception says, as a sentence."""
    text = str(error).strip().splitlines()
    if isinstance(error, KeyError) or not text:
        return f"{type(error).__name__}: {error}."
    return text[0] if text[0].endswith(".") else f"{text[0]}."
