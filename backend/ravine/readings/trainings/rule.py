"""What a rule is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ravine.readings.trainings.reading import Reading, Tone
from ravine.readings.trainings.seen import Seen


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule found, before its name is put to it; the fields are those of `Reading`."""

    tone: Tone
    verdict: str
    sentence: str
    layer: str | None = None


Speak: TypeAlias = Callable[[Seen], Said | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may be said of a training.

    Args:
        name: for programs.
        needs: the columns it reads, of steps and of snapshots; without one of them it is silent.
        speak: what it says of everything seen so far; None where there is nothing to say.
        alone: whether nothing else is worth hearing when it speaks.
    """

    name: str
    needs: frozenset[str]
    speak: Speak
    alone: bool = False

    def read(self, seen: Seen) -> Reading | None:
        """What the rule says at the newest snapshot."""
        said = self.speak(seen) if self.needs <= seen.names else None
        if said is None:
            return None
        return Reading(self.name, said.tone, said.verdict, said.sentence, said.layer)
