"""Whether a network does better than answering without a look at its inputs."""

from typing import Literal

from ravine.readings.trainings.chance import above_chance
from ravine.readings.trainings.mean import above_mean
from ravine.readings.trainings.seen import Seen


def learns(seen: Seen, part: Literal["training", "validation"]) -> bool:
    """On training or on validation examples, at the newest snapshot.

    Answers are compared with the commonest class, numbers with their mean; where there is neither,
    the loss with its start.
    """
    first, now = seen.scores[0], seen.scores[-1]
    judged = seen.facts.training if part == "training" else seen.facts.validation
    accuracy, explained = (now.numbers.get(f"{part}_{name}") for name in ("accuracy", "r2"))
    if accuracy is not None:
        return above_chance(accuracy, judged.classes)
    if explained is not None:
        return above_mean(explained, judged.examples)
    return now.numbers[f"{part}_loss"] < first.numbers[f"{part}_loss"]
