"""What has been seen of a training so far: no rule can look further."""

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

import numpy as np

Columns: TypeAlias = Mapping[str, np.ndarray]

# Per-step numbers are noisy: what is said of them is their median over so many steps.
WINDOW: Final = 20
LOSSES: Final = ("training_loss", "validation_loss")
ACCURACIES: Final = ("training_accuracy", "validation_accuracy")
EXPLAINED: Final = ("training_r2", "validation_r2")


class Judged(NamedTuple):
    """Examples that a network is judged by.

    Args:
        examples: how many there are.
        classes: how many of them belong to each class; empty where they have none.
    """

    examples: int
    classes: tuple[int, ...] = ()


class Headline(NamedTuple):
    """What a run is judged by.

    Args:
        name: of the metric.
        unit: of its numbers; `share` for 0 to 1, empty where they have none.
        sentence: how it is said, with `{value}`.
    """

    name: str
    unit: str
    sentence: str


class Facts(NamedTuple):
    """What is known of a training before it begins.

    Args:
        layers: names of the layers, the output last.
        units: how many units each layer has.
        parameters: how many weights and biases each layer has.
        training: the training examples that are scored.
        validation: the validation examples.
        headline: what the run is judged by.
        probe: how many examples units are looked at on.
        steps: planned steps.
        steps_per_epoch: steps in a pass over the data.
    """

    layers: tuple[str, ...]
    units: tuple[int, ...]
    parameters: tuple[int, ...]
    training: Judged
    validation: Judged
    headline: Headline
    probe: int
    steps: int
    steps_per_epoch: float

    @property
    def hidden(self) -> int:
        """How many hidden layers there are."""
        return len(self.layers) - 1


class Scores(NamedTuple):
    """How well a network did at one snapshot.

    Args:
        step: of the snapshot.
        numbers: its columns that are one number each.
    """

    step: int
    numbers: Mapping[str, float]

    @property
    def training_loss(self) -> float:
        """Mean loss on training examples."""
        return self.numbers["training_loss"]

    @property
    def validation_loss(self) -> float:
        """Mean loss on validation examples."""
        return self.numbers["validation_loss"]


class Seen:
    """Columns of the steps and snapshots so far; of most steps only what rules ask for is kept.

    Args:
        facts: what is known before.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.step = 0
        self.scores: list[Scores] = []
        self._snapshot: Columns = {}
        self._first: dict[str, np.ndarray] = {}
        self._last: dict[str, np.ndarray] = {}
        self._recent: dict[str, np.ndarray] = {}

    @property
    def names(self) -> frozenset[str]:
        """Names of the columns that have been seen."""
        return frozenset(self._snapshot) | frozenset(self._last)

    def take_steps(self, first_step: int, columns: Columns) -> None:
        """Take the rows of steps from `first_step` on."""
        self._recent = {}
        for name, rows in columns.items():
            before = self._last.get(name, rows[:0])
            self._last[name] = np.concatenate([before[-WINDOW:], rows[-WINDOW:]])[-WINDOW:]
            start = self._first.get(name, rows[:0])
            if len(start) < WINDOW:
                self._first[name] = np.concatenate([start, rows[: WINDOW - len(start)]])
            self.step = first_step + len(rows) - 1

    def take_snapshot(self, step: int, columns: Columns) -> None:
        """Take a snapshot: from now on it is the newest."""
        self.step = step
        self._snapshot = columns
        if all(name in columns for name in LOSSES):
            single = {name: float(values) for name, values in columns.items() if values.ndim == 0}
            self.scores.append(Scores(step, single))

    def now(self, name: str) -> np.ndarray:
        """A column of the newest snapshot, in float64."""
        return self._snapshot[name].astype(float)

    def last(self, name: str) -> float:
        """The newest number of a per-step column."""
        return float(self._last[name][-1])

    def before(self, name: str) -> float:
        """The number before the newest of a per-step column."""
        return float(self._last[name][-2])

    def all_zero(self, name: str) -> np.ndarray:
        """By layer, whether a per-step column was 0 at each of the last `WINDOW` steps."""
        zero: np.ndarray = (self._last[name] == 0).all(axis=0)
        return zero

    def recent(self, name: str) -> np.ndarray:
        """Median of a per-step column's finite values over the last `WINDOW` steps, by layer."""
        if name not in self._recent:
            self._recent[name] = medians(self._last[name])
        return self._recent[name]

    def early(self, name: str) -> np.ndarray:
        """The same over the first `WINDOW` steps."""
        return medians(self._first[name])

    @property
    def window(self) -> str:
        """Over which steps `recent` is taken, in words."""
        count = min(WINDOW, self.step)
        return "this step" if count == 1 else f"the last {count} steps"


def medians(rows: np.ndarray) -> np.ndarray:
    """Median of each column's finite values; NaN where there is none."""
    columns = rows.reshape(len(rows), -1).astype(float)
    finite = np.isfinite(columns)
    ordered = np.sort(np.where(finite, columns, np.nan), axis=0)  # NaN comes last.
    last = np.maximum(finite.sum(axis=0) - 1, 0)
    middle = np.stack([last // 2, (last + 1) // 2])
    found: np.ndarray = np.take_along_axis(ordered, middle, axis=0).mean(axis=0)
    return found
