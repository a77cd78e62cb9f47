"""What a training's numbers mean: rules, one a file, spoken at each snapshot."""

from ravine.readings.trainings.at_chance import AT_CHANCE
from ravine.readings.trainings.at_mean import AT_MEAN
from ravine.readings.trainings.dead import DEAD
from ravine.readings.trainings.diverged import DIVERGED
from ravine.readings.trainings.explains_training import EXPLAINS_TRAINING
from ravine.readings.trainings.exploding import EXPLODING
from ravine.readings.trainings.large_updates import LARGE_UPDATES
from ravine.readings.trainings.learned import LEARNED
from ravine.readings.trainings.learning import LEARNING
from ravine.readings.trainings.memorizes import MEMORIZES
from ravine.readings.trainings.nonfinite import NONFINITE
from ravine.readings.trainings.overfits import OVERFITS
from ravine.readings.trainings.reader import Reader
from ravine.readings.trainings.reading import Reading, Tone
from ravine.readings.trainings.saturated import SATURATED
from ravine.readings.trainings.seen import Facts, Headline, Judged
from ravine.readings.trainings.signal import SIGNAL
from ravine.readings.trainings.spans import Span, spans
from ravine.readings.trainings.still import STILL
from ravine.readings.trainings.summary import ending, summary
from ravine.readings.trainings.symmetric import SYMMETRIC
from ravine.readings.trainings.under_way import UNDER_WAY
from ravine.readings.trainings.vanishing import VANISHING
from ravine.readings.trainings.weightless import WEIGHTLESS
from ravine.readings.trainings.worse import WORSE_THAN_UNTRAINED

# What is worst stands first; of the others the first that speaks is heard.
TROUBLES = (
    DIVERGED, NONFINITE, WORSE_THAN_UNTRAINED, SYMMETRIC, EXPLODING, VANISHING, DEAD, SATURATED,
    SIGNAL, STILL, WEIGHTLESS, AT_CHANCE, AT_MEAN, MEMORIZES, EXPLAINS_TRAINING, OVERFITS,
    LARGE_UPDATES,
)  # fmt: skip
OTHERWISE = (LEARNED, LEARNING, UNDER_WAY)


def reader(facts: Facts) -> Reader:
    """A reader with all rules."""
    return Reader(facts, TROUBLES, OTHERWISE)


__all__ = [
    "OTHERWISE",
    "TROUBLES",
    "Facts",
    "Headline",
    "Judged",
    "Reader",
    "Reading",
    "Span",
    "Tone",
    "ending",
    "reader",
    "spans",
    "summary",
]
