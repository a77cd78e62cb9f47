"""What people are told about a worker that is gone."""

STOPPED = "The server was stopped before the run had ended."


def lost(exit_code: int | None) -> str:
    """A process ended without being told to."""
    if exit_code is None:
        how = ""
    elif exit_code < 0:
        how = f" (killed by signal {-exit_code})"
    else:
        how = f" (exit code {exit_code})"
    return f"The worker process ended unexpectedly{how}. What it had sent before is kept."


def hung(seconds: float) -> str:
    """A process was stopped because it had become silent."""
    return (
        f"The worker gave no sign of life for {seconds:g} s and was stopped. "
        "RAVINE_WORKER_TIMEOUT sets how long it may be silent."
    )


def too_large(used_mib: float, limit_mib: int) -> str:
    """A process was stopped because of its memory."""
    return (
        f"The worker used {used_mib:.0f} MiB of memory, more than the {limit_mib} MiB allowed, "
        "and was stopped. RAVINE_WORKER_MEMORY_MIB sets the bound."
    )


def cannot_start(reason: str) -> str:
    """Processes end before they are ready."""
    because = f" {reason}" if reason else ""
    return f"Worker processes cannot start.{because} The server's log has the details."
