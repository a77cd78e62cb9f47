"""Bounds on requests; each is named in the refusal that it causes."""

from typing import Final

MAX_STEPS: Final = 50_000
MAX_ENTRANTS: Final = 16
MAX_ENTRANT_STEPS: Final = 200_000
MAX_RESOLUTION: Final = 301
MIN_RESOLUTION: Final = 8
MAX_RUNS: Final = 8
MAX_EPOCHS: Final = 100_000
MAX_TRAINING_STEPS: Final = 1_000_000
MAX_BATCH: Final = 4096
# Far above the smallest number that float32 holds, so that scaling a gradient to it is exact.
MIN_CLIP_NORM: Final = 1e-12
# More than any run has; what is larger would not fit into a database's integers.
LAST_STEP: Final = 2**31 - 1
MAX_LABEL: Final = 80
MAX_NAME: Final = 200
MAX_SEED: Final = 2**31 - 1
MAX_EXPRESSION: Final = 500
MAX_COORDINATE: Final = 1e6
MAX_NOISE: Final = 1e6
MAX_BODY_BYTES: Final = 1_048_576
MAX_MESSAGE_BYTES: Final = 65_536


def as_dict() -> dict[str, float]:
    """All bounds by lower-case name, for clients."""
    return {
        name.lower(): value
        for name, value in globals().items()
        if name.isupper() and isinstance(value, int | float)
    }
