"""The words for how a descent stands."""

from enum import StrEnum


class Status(StrEnum):
    """How a descent stands at a step.

    `DESCENDING` is also said of one that is under way and of which nothing more is certain; its
    sentence says what is.
    """

    CONVERGED = "converged"
    DESCENDING = "descending"
    STALLED = "stalled"
    OSCILLATING = "oscillating"
    WANDERING = "wandering"
    DIVERGED = "diverged"
