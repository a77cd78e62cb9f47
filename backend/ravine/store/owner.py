"""Which process owns an unfinished run, so that a restart interrupts only what is orphaned."""

import os
import socket
from typing import Final

import psutil

# The time at which a process was created is computed from the clock, which may be set meanwhile.
TOLERANCE_S: Final = 5.0


def this_process() -> str:
    """Host, process id and start time: never the same for two processes."""
    return f"{socket.gethostname()}/{os.getpid()}/{psutil.Process().create_time():.2f}"


def is_gone(owner: str, *, one_host: bool) -> bool:
    """Whether the process has ended.

    Args:
        owner: what `this_process` said in that process.
        one_host: whether only processes of this host can reach the database. A process of another
            host has then ended with it (a container that was made anew has another name);
            otherwise nothing is known of it, and it counts as alive.
    """
    host, pid, created = owner.split("/")
    if host != socket.gethostname():
        return one_host
    try:
        process = psutil.Process(int(pid))
        if process.status() == psutil.STATUS_ZOMBIE:
            return True  # Dead, only its parent has not noticed.
        return abs(process.create_time() - float(created)) > TOLERANCE_S
    except psutil.Error:
        return True
