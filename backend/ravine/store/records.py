"""What the store takes and gives: plain values, no SQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from ravine.readings.trainings import Tone
from ravine.wire.frames import Array, PlacedColumn, Readings

Status: TypeAlias = Literal[
    "queued", "running", "finished", "diverged", "failed", "cancelled", "interrupted"
]
Metrics: TypeAlias = Mapping[str, float | None]
UNFINISHED: Final = ("queued", "running")


class StoreError(Exception):
    """The database cannot be used, or a frame does not fit what is stored."""


class UnwritableError(StoreError):
    """Nothing can be stored at present; later it may be possible again."""


class DiskFullError(UnwritableError):
    """There is no room on the disk."""


class BusyError(UnwritableError):
    """Another program keeps the database locked."""


class DamagedError(StoreError):
    """Some of the database cannot be read."""


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run to be created: everything filled in, nothing computed yet."""

    label: str
    settings: Mapping[str, Any]
    plan: Mapping[str, Any]
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as it is now. Times are seconds since 1970, UTC; `tone` is its newest reading's."""

    id: str
    experiment_id: str
    position: int
    label: str
    status: Status
    sentence: str
    step: int
    last_snapshot: int
    steps: int
    created_at: float
    started_at: float | None
    finished_at: float | None
    metrics: Metrics
    tone: Tone
    owner: str
    settings: Mapping[str, Any]
    plan: Mapping[str, Any]

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to the run."""
        return self.status not in UNFINISHED


@dataclass(frozen=True, slots=True)
class Experiment:
    """Runs that were started together, to be compared.

    `damage` says why not all of it can be read; as a rule it is empty.
    """

    id: str
    name: str
    created_at: float
    runs: tuple[Run, ...] = ()
    damage: str = ""


@dataclass(frozen=True, slots=True)
class StepRange:
    """Columns of the steps `first_step .. first_step + steps - 1`, one row a step."""

    first_step: int
    steps: int
    columns: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was measured at one step, and what was said of it."""

    step: int
    columns: tuple[PlacedColumn, ...]
    body: bytes
    readings: Readings
