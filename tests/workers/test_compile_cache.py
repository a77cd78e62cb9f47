"""A new process finds what another has compiled."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMPARE = """
import sys
import jax
if len(sys.argv) > 1:
    jax.config.update("jax_compilation_cache_dir", sys.argv[1])
jax.jit(lambda x: x + 1)(1.0)
hits = []
jax.monitoring.register_event_listener(lambda event, **_: hits.append(event))
import ravine
ravine.compare("beale", ["adam"], steps=20)
print(hits.count("/jax/compilation_cache/cache_hits"), jax.config.jax_compilation_cache_dir)
"""


def compare(*arguments: str, cache: Path) -> tuple[int, str]:
    """How many programs a new process finds compiled, and its cache."""
    foreign = {name for name in os.environ if name.startswith("JAX_")}
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", COMPARE, *arguments],
        env={**environment, "RAVINE_CACHE_DIR": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    hits, _, folder = ended.stdout.strip().partition(" ")
    assert ended.stderr == ""
    return int(hits), folder


def test_the_second_process_compiles_nothing_anew(tmp_path: Path) -> None:
    assert compare(cache=tmp_path) == (0, str(tmp_path / "jax"))
    hits, _ = compare(cache=tmp_path)
    assert hits > 0


def test_a_cache_of_ones_own_stays(tmp_path: Path) -> None:
    own = tmp_path / "own"
    _, folder = compare(str(own), cache=tmp_path / "ravine")
    assert folder == str(own)
    assert not (tmp_path / "ravine").exists()


@pytest.mark.parametrize("mode", [0o555, None], ids=["read-only", "a file in its place"])
def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path, mode: int | None) -> None:
    place = tmp_path / "cache"
    if mode is None:
        place.write_text("not a folder")
    else:
        place.mkdir(mode=mode)
        if os.access(place, os.W_OK):  # The superuser may write everywhere.
            place.rmdir()
            place.symlink_to("/proc/self/no such folder")
    assert compare(cache=place) == (0, "None")
