"""What travels through the pipe between the server and a worker process."""

from dataclasses import dataclass
from typing import TypeAlias

from ravine.vocabulary.problems import Problem
from ravine.wire.frames import Frame


@dataclass(frozen=True, slots=True)
class Begin:
    """To the worker: run this task."""

    job: int
    task: str
    plan: object


@dataclass(frozen=True, slots=True)
class Kept:
    """To the worker: one more of its frames is stored."""

    job: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """To the worker: stop this job when convenient."""

    job: int


@dataclass(frozen=True, slots=True)
class Leave:
    """To the worker: end the process."""


@dataclass(frozen=True, slots=True)
class Ready:
    """From the worker: the tasks are imported."""


@dataclass(frozen=True, slots=True)
class Broken:
    """From the worker: the tasks cannot be imported."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Alive:
    """From the worker: the job goes on, without a frame to show for it."""

    job: int


@dataclass(frozen=True, slots=True)
class Said:
    """From the worker: what the job is about to do, as a sentence; empty when it is under way."""

    job: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Sent:
    """From the worker: a frame."""

    job: int
    frame: Frame


@dataclass(frozen=True, slots=True)
class Answered:
    """From the worker: the job's result as JSON."""

    job: int
    answer: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """From the worker: the plan has problems."""

    job: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """From the worker: the task raised."""

    job: int
    sentence: str


ToWorker: TypeAlias = Begin | Kept | Cancel | Leave
FromWorker: TypeAlias = Ready | Broken | Alive | Said | Sent | Answered | Refused | Failed
