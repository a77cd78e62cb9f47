"""Ends of runs that could not be stored yet."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ravine.store.records import Experiment, Run


class UnstoredEnds:
    """What is known of runs that have ended, until the database says it, too.

    Whoever asks for such a run is told the truth, and why it is not stored.
    """

    def __init__(self) -> None:
        self._changes: dict[str, Mapping[str, Any]] = {}
        self.reason = ""

    def items(self) -> list[tuple[str, Mapping[str, Any]]]:
        """Ids of runs, and what changes in them."""
        return list(self._changes.items())

    def add(self, run_id: str, changes: Mapping[str, Any], reason: str) -> None:
        """Remember how a run ended, and why that is not stored."""
        self._changes[run_id] = changes
        self.reason = reason

    def remove(self, run_ids: Iterable[str]) -> None:
        """These are stored, or their runs are deleted."""
        for run_id in run_ids:
            self._changes.pop(run_id, None)

    def seen(self, run: Run) -> Run:
        """The run as it really is."""
        changes = self._changes.get(run.id)
        if changes is None or run.ended:
            return run
        sentence = f"{changes['sentence']} This end is not stored yet: {self.reason}"
        return replace(run, **{**changes, "sentence": sentence})

    def seen_in(self, experiment: Experiment) -> Experiment:
        """The experiment with its runs as they really are."""
        return replace(experiment, runs=tuple(map(self.seen, experiment.runs)))
