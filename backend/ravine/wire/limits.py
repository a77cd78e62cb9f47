"""Bounds on requests; each is named in the refusal that it causes."""

from typing import Final

MAX_STEPS: Final = 50_000
MAX_OPTIMIZERS: Final = 16
MAX_COMPARED_STEPS: Final = 200_000
MAX_RESOLUTION: Final = 301
MIN_RESOLUTION: Final = 8
MAX_RUNS: Final = 8
MAX_INSTRUMENTS: Final = 64
# Of an instrument that is measured at a cadence, in one run.
MAX_MEASUREMENTS: Final = 1000
MAX_GROUPS: Final = 16
MAX_EPOCHS: Final = 100_000
MAX_TRAINING_STEPS: Final = 1_000_000
MAX_BATCH: Final = 4096
# Far above the smallest number that float32 holds, so that scaling a gradient to it is exact.
MIN_CLIP_NORM: Final = 1e-12
MAX_CLIP_NORM: Final = 1e9
# More than any run has; what is larger would not fit into a database's integers.
LAST_STEP: Final = 2**31 - 1
MAX_LABEL: Final = 80
MAX_NAME: Final = 200
MAX_SEED: Final = 2**31 - 1
MAX_EXPRESSION: Final = 500
# Of an own function, times the kinds of optimizers that each compile it: a few seconds.
MAX_COMPILED_OPERATIONS: Final = 2000
MAX_COORDINATE: Final = 1e6
MAX_NOISE: Final = 1e6
MAX_BODY_BYTES: Final = 1_048_576
MAX_MESSAGE_BYTES: Final = 65_536
MAX_POINTS: Final = 100_000
DEFAULT_POINTS: Final = 5_000
MAX_JSON_DEPTH: Final = 32
# Runs that wait or are under way; each costs memory, and those behind it patience.
MAX_UNFINISHED_RUNS: Final = 256
# The same of comparisons and drawings, which are answered at once.
MAX_UNFINISHED_JOBS: Final = 256
# Seconds for the head of a request and for its body to arrive, and until a client that takes
# nothing of its answer is cut off.
REQUEST_HEAD_S: Final = 10.0
REQUEST_BODY_S: Final = 30.0
STALLED_S: Final = 60.0
# Seconds between two requests on one connection, between a ping and its answer, and for a socket
# without a subscription.
KEEP_ALIVE_S: Final = 5
PING_S: Final = 20.0
IDLE_SOCKET_S: Final = 300.0


def as_dict() -> dict[str, float]:
    """All bounds by lower-case name, for clients."""
    return {
        name.lower(): value
        for name, value in globals().items()
        if name.isupper() and isinstance(value, int | float)
    }
