"""How JAX is set up in a process that runs jobs: before its first computation."""

import os
from pathlib import Path

# XLA runs each operation of a loop as a separate call unless the loop's body touches less memory
# than this; compiled into one function, a step on a 2-D surface is about ten times faster.
SMALL_LOOP_BYTES = 65536
FLAG = f"--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold={SMALL_LOOP_BYTES}"
ONE_THREAD_FLAG = "--xla_cpu_multi_thread_eigen=false"


def set_up(cache_dir: Path | None = None, *, one_thread: bool = False) -> None:
    """Set XLA's flags and, given a folder, the persistent compile cache.

    Everything is said through environment variables, so that JAX need not be imported yet; it
    must not be when a folder is given.

    Args:
        cache_dir: where compiled programs are kept between processes; None keeps none.
        one_thread: compute on one thread, where there are as many processes as cores.
    """
    add_flag(FLAG)
    if one_thread:
        add_flag(ONE_THREAD_FLAG)
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if cache_dir is not None:
        os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(cache_dir))
        os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
        os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")


def add_flag(flag: str) -> None:
    """Add a flag for XLA, unless the environment sets it already."""
    flags = os.environ.get("XLA_FLAGS", "")
    if flag.partition("=")[0] not in flags:
        os.environ["XLA_FLAGS"] = f"{flags} {flag}".strip()
