"""Reads a training as it goes on."""

from typing import Final

from ravine.readings.trainings.earlier import earlier
from ravine.readings.trainings.reading import Reading
from ravine.readings.trainings.rule import Rule
from ravine.readings.trainings.seen import Columns, Facts, Seen
from ravine.readings.trainings.told import begun, told

SEVERITY: Final = ("bad", "warn", "plain", "good")


class Reader:
    """Takes what a training sends, in its order, and says at each snapshot what it means.

    Args:
        facts: what is known before the training begins.
        troubles: rules that find something wrong, the worst first; all that speak are heard.
        otherwise: rules for when none of them does; the first that speaks is heard.
    """

    def __init__(
        self, facts: Facts, troubles: tuple[Rule, ...], otherwise: tuple[Rule, ...]
    ) -> None:
        self._seen = Seen(facts)
        self._troubles = troubles
        self._otherwise = otherwise
        self._spoken: list[tuple[int, tuple[Reading, ...]]] = []

    def steps(self, first_step: int, columns: Columns) -> None:
        """Take the rows of steps from `first_step` on."""
        self._seen.take_steps(first_step, columns)

    def snapshot(self, step: int, columns: Columns) -> tuple[Reading, ...]:
        """Take a snapshot; returns what there is to say now, the most telling first."""
        self._seen.take_snapshot(step, columns)
        now = self._read()
        before = earlier(self._spoken, now)
        self._spoken.append((step, now))
        return now if before is None else (*now, before)

    def told(self) -> str:
        """How well the network does, as a sentence; empty before the first snapshot."""
        return f"{begun(told(self._seen))}." if self._seen.scores else ""

    def _read(self) -> tuple[Reading, ...]:
        found: list[Reading] = []
        for rule in self._troubles:
            reading = rule.read(self._seen)
            if reading is not None and rule.alone:
                return (reading,)
            found += [] if reading is None else [reading]
        if found:
            return tuple(sorted(found, key=lambda one: SEVERITY.index(one.tone)))
        rest = (one for rule in self._otherwise if (one := rule.read(self._seen)) is not None)
        first = next(rest, None)
        return () if first is None else (first,)
