"""Tells connections that something is stored: which run, never what."""

import asyncio
from typing import Protocol

from ravine.server.runs.pace import Pace


class Listener(Protocol):
    """A connection. All calls note something and return at once."""

    def touched(self, run_id: str) -> None:
        """There are new frames, or a new status."""

    def removed(self, run_id: str) -> None:
        """The run was deleted."""

    def storage_changed(self) -> None:
        """Whether anything can be stored is another than before, or for another reason."""


class Hub:
    """Passes on what happened, after it was committed.

    Args:
        pace: how often.
    """

    def __init__(self, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._listeners: set[Listener] = set()
        self._untold: set[str] = set()
        self._waiting = False

    def join(self, listener: Listener) -> None:
        """Tell this listener from now on."""
        self._listeners.add(listener)

    def leave(self, listener: Listener) -> None:
        """Tell it no more."""
        self._listeners.discard(listener)

    def touch(self, run_id: str) -> None:
        """A frame or a status was committed."""
        self._untold.add(run_id)
        if not self._waiting:
            self._tell_in_time()

    def remove(self, run_id: str) -> None:
        """A run was deleted."""
        self._untold.discard(run_id)
        for listener in self._listeners:
            listener.removed(run_id)

    def storage_changed(self) -> None:
        """Storing has become possible or impossible."""
        for listener in self._listeners:
            listener.storage_changed()

    def _tell_in_time(self) -> None:
        """Tell now, or as soon as the pace allows."""
        wait_s = self._pace.wait_s()
        self._waiting = wait_s > 0
        if self._waiting:
            asyncio.get_running_loop().call_later(wait_s, self._tell_in_time)
        else:
            self._tell()

    def _tell(self) -> None:
        self._pace.tell()
        untold, self._untold = self._untold, set()
        for run_id in untold:
            for listener in self._listeners:
                listener.touched(run_id)
