"""Tells connections that something is stored: which run, never what."""

from typing import Protocol


class Listener(Protocol):
    """A connection. Both calls note something and return at once."""

    def touched(self, run_id: str) -> None:
        """There are new frames, or a new status."""

    def removed(self, run_id: str) -> None:
        """The run was deleted."""


class Hub:
    """Passes on what happened, after it was committed."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()

    def join(self, listener: Listener) -> None:
        """Tell this listener from now on."""
        self._listeners.add(listener)

    def leave(self, listener: Listener) -> None:
        """Tell it no more."""
        self._listeners.discard(listener)

    def touch(self, run_id: str) -> None:
        """A frame or a status was committed."""
        for listener in self._listeners:
            listener.touched(run_id)

    def remove(self, run_id: str) -> None:
        """A run was deleted."""
        for listener in self._listeners:
            listener.removed(run_id)
