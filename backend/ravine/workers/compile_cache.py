"""The compile cache of a process that is not a worker: the one that the server's workers keep."""

import os
from functools import lru_cache
from pathlib import Path

import jax
import platformdirs
from jax.experimental.compilation_cache import compilation_cache

from ravine.workers.jax_setup import CACHE_FOLDER, cache_options


@lru_cache(maxsize=1)
def share_compile_cache() -> None:
    """Keep compiled programs between processes, from here on in this one.

    Nothing is changed where JAX has a cache already, or where the folder cannot be written to.
    """
    if jax.config.values[CACHE_FOLDER] is not None:
        return
    folder = folder_of_cache()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    if not os.access(folder, os.W_OK):
        return
    for name, value in cache_options(folder).items():
        jax.config.update(name, value)
    # JAX decides at the first compilation; somebody may have compiled before us.
    compilation_cache.reset_cache()


def folder_of_cache() -> Path:
    """Where `RAVINE_CACHE_DIR` says, or else in the user's cache folder."""
    given = os.environ.get("RAVINE_CACHE_DIR")
    return (Path(given) if given else platformdirs.user_cache_path("ravine")) / "jax"
