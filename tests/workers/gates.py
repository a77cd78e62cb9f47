"""Gates: a fake training goes on only as far as a test lets it.

So a run is still running because nobody has let it end, and not because a test is quicker.
"""

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ravine.jobs.context import Context

FOLDER = "FAKE_TASKS_GATES"
"""The environment variable that names the folder of the gates."""
HEARTBEAT_S = 0.02
"""How often a task that waits asks whether it is cancelled."""
PATIENCE_S = 60
"""How long a test waits for a task: much longer than any task takes."""

ALL = 10_000
"""More often than any run passes a gate."""


class Gate:
    """The test's side of a gate.

    Args:
        folder: where its two pipes are made.
        name: by which tasks know it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.label = f"@{name}"
        """What makes a run wait here, in its label."""
        # Opened for both directions, so that neither side waits for the other to open its end.
        self._paths = [folder / f"{name}.leave", folder / f"{name}.arrivals"]
        self._leave, self._arrivals = map(opened, self._paths)

    def let_pass(self, times: int = 1) -> None:
        """Let whoever waits here, or comes later, pass so many times."""
        os.write(self._leave, bytes(times))

    def arrival(self) -> None:
        """Wait until a task stands before the gate; each arrival counts once."""
        ready, _, _ = select.select([self._arrivals], [], [], PATIENCE_S)
        assert ready, f"no task has come to {self.label}"
        os.read(self._arrivals, 1)

    def close(self) -> None:
        """Let everybody pass, so that nobody keeps a worker waiting; who comes later, fails."""
        self.let_pass(ALL)
        for path, descriptor in zip(self._paths, (self._leave, self._arrivals), strict=True):
            path.unlink()
            os.close(descriptor)


def opened(path: Path) -> int:
    """A new pipe of that name."""
    os.mkfifo(path)
    return os.open(path, os.O_RDWR)


def pass_gate(name: str, context: Context) -> bool:
    """The task's side: wait for leave; false when the task is cancelled instead."""
    folder = Path(os.environ[FOLDER])
    with pipe(folder / f"{name}.arrivals") as arrivals, pipe(folder / f"{name}.leave") as leave:
        os.write(arrivals, b"\0")
        if wait(context, leave):
            os.read(leave, 1)
            return True
        return False


def wait(context: Context, *pipes: int) -> bool:
    """Wait until a pipe can be read; false when the task is cancelled instead."""
    while not context.cancelled():
        if select.select(pipes, [], [], HEARTBEAT_S)[0]:
            return True
    return False


@contextmanager
def pipe(path: Path) -> Iterator[int]:
    """One of a gate's pipes, open."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
