"""How JAX is set up in a process that runs jobs: before its first computation."""

import os
from pathlib import Path

import jax

# XLA runs each operation of a loop as a separate call unless the loop's body touches less memory
# than this; compiled into one function, a step on a 2-D surface is about ten times faster.
SMALL_LOOP_BYTES = 65536
FLAG = f"--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold={SMALL_LOOP_BYTES}"


def set_up(cache_dir: Path | None = None) -> None:
    """Set XLA's flags and, given a folder, the persistent compile cache.

    Args:
        cache_dir: where compiled programs are kept between processes; None keeps none.
    """
    flags = os.environ.get("XLA_FLAGS", "")
    if "xla_backend_extra_options" not in flags:
        os.environ["XLA_FLAGS"] = f"{flags} {FLAG}".strip()
    if cache_dir is not None:
        jax.config.update("jax_compilation_cache_dir", str(cache_dir))
        jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
        jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
