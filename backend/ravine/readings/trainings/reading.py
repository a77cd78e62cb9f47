"""What a rule says."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["good", "plain", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one rule says of a training at one snapshot.

    Args:
        rule: the rule's name.
        tone: how good the news are.
        verdict: two or three words with a full stop.
        sentence: the numbers that the verdict rests on.
        layer: the name of the layer it is about, if it is about one.
    """

    rule: str
    tone: Tone
    verdict: str
    sentence: str
    layer: str | None = None

    @property
    def text(self) -> str:
        """Verdict and sentence."""
        return f"{self.verdict} {self.sentence}".strip()
