"""How JAX is set up in a process that runs jobs: before its first computation."""

import contextlib
import os
from pathlib import Path

# XLA runs each operation of a loop as a separate call unless the loop's body touches less memory
# than this; compiled into one function, a step on a 2-D surface is about ten times faster.
SMALL_LOOP_BYTES = 65536
FLAG = f"--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold={SMALL_LOOP_BYTES}"
CACHE_FOLDER = "jax_compilation_cache_dir"
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
        keep_to_one_thread()
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if cache_dir is not None:
        for name, value in cache_options(cache_dir).items():
            os.environ.setdefault(name.upper(), str(value))


def cache_options(folder: Path) -> dict[str, str | int]:
    """JAX's options for keeping every compiled program in a folder, however small and quick.

    Each may also be an environment variable, in capitals.
    """
    return {
        CACHE_FOLDER: str(folder),
        "jax_persistent_cache_min_compile_time_secs": 0,
        "jax_persistent_cache_min_entry_size_bytes": -1,
    }


def keep_cache() -> None:
    """Make the compile cache's folder where it is missing: people may delete it at any time.

    JAX makes it once and then never again. Where it cannot be made, programs are compiled anew.
    """
    folder = os.environ.get(CACHE_FOLDER.upper())
    if folder:
        with contextlib.suppress(OSError):
            Path(folder).mkdir(parents=True, exist_ok=True)


def keep_to_one_thread() -> None:
    """Let XLA, and nothing else, compute on one thread."""
    add_flag(ONE_THREAD_FLAG)
    # Without it, independent operations of a loop still go to a pool of threads.
    os.environ.setdefault("PJRT_NPROC", "1")


def add_flag(flag: str) -> None:
    """Add a flag for XLA, unless the environment sets it already."""
    flags = os.environ.get("XLA_FLAGS", "")
    if flag.partition("=")[0] not in flags:
        os.environ["XLA_FLAGS"] = f"{flags} {flag}".strip()
