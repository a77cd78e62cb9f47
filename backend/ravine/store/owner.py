"""Which process owns an unfinished run, so that a restart interrupts only what is orphaned."""

import os
import socket

import psutil


def this_process() -> str:
    """Host, process id and start time: never the same for two processes."""
    process = psutil.Process()
    return f"{socket.gethostname()}/{os.getpid()}/{process.create_time():.2f}"


def is_gone(owner: str) -> bool:
    """Whether the process of this host has ended. Of another host nothing is known: false."""
    host, pid, created = owner.split("/")
    if host != socket.gethostname():
        return False
    try:
        return f"{psutil.Process(int(pid)).create_time():.2f}" != created
    except psutil.Error:
        return True
