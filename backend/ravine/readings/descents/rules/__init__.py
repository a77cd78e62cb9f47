"""The rules, in the order in which they are asked."""

from ravine.readings.descents.rule import Rule
from ravine.readings.descents.rules.broken import BROKEN
from ravine.readings.descents.rules.chaotic import CHAOTIC
from ravine.readings.descents.rules.converged import CONVERGED
from ravine.readings.descents.rules.descending import DESCENDING
from ravine.readings.descents.rules.halted import HALTED
from ravine.readings.descents.rules.noisy import NOISY
from ravine.readings.descents.rules.oscillating import OSCILLATING
from ravine.readings.descents.rules.rising import RISING
from ravine.readings.descents.rules.running_away import RUNNING_AWAY
from ravine.readings.descents.rules.stalled import STALLED

RULES: tuple[Rule, ...] = (
    CONVERGED,
    HALTED,
    BROKEN,
    STALLED,
    RUNNING_AWAY,
    RISING,
    NOISY,
    CHAOTIC,
    OSCILLATING,
    DESCENDING,
)

__all__ = ["RULES"]
