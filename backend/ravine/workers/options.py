"""How the local workers are set up."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

OUTSTANDING_FRAMES: Final = 4
TASKS: Final = "ravine.jobs.table:TASKS"


def usable_cores() -> int:
    """Cores that this process may use; a container's limit counts."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, kw_only=True)
class WorkerOptions:
    """Settings of the local worker processes.

    Args:
        runs: processes for training runs.
        timeout_s: seconds without a sign of life after which a busy worker is replaced.
        start_timeout_s: the same for a worker that is importing its tasks.
        memory_mib: resident memory above which a worker is replaced.
        grace_s: seconds between asking a cancelled job to stop and ending its process.
        patience_s: seconds after which a job that answers a page counts as a long one, past which
            others go to another process.
        compile_cache: directory of JAX's persistent compile cache; None for no cache.
        tasks: the table of tasks, as `module:name`.
    """

    runs: int = field(default_factory=usable_cores)
    timeout_s: float = 60.0
    start_timeout_s: float = 60.0
    memory_mib: int = 4096
    grace_s: float = 2.0
    patience_s: float = 0.5
    compile_cache: Path | None = None
    tasks: str = TASKS
