"""Installing Chromium while another program holds the package manager's locks."""

import os
import subprocess
from pathlib import Path

import pytest

LISTS = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 42 (packagekitd)"
FRONTEND = "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend)"

# Says what stands in the file `locked`, once for each of its lines, and fails; then does its work.
APT_GET = """
case "$*" in *'DPkg::Lock::Timeout='*) ;; *) exit 9 ;; esac
echo "$*" >> calls
if [ -s locked ]; then
  head -n 1 locked >&2
  sed -i 1d locked
  exit 100
fi
case "$*" in *' install '*) touch chromium ;; esac
"""
STUBS = {
    "apt-get": APT_GET,
    "id": "echo 0",
    "sleep": "echo >> slept",
    # Asked whether there is a Chromium, and in the end to download one.
    "python": 'case "$*" in *playwright*) exit 1 ;; esac; test -e chromium',
}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with programs that stand for those of a machine."""
    for name, script in STUBS.items():
        stub = tmp_path / "bin" / name
        stub.parent.mkdir(exist_ok=True)
        stub.write_text(f"#!/bin/sh\n{script}\n")
        stub.chmod(0o755)
    return tmp_path


def install(project: Path, machine: Path, *locked: str) -> subprocess.CompletedProcess[str]:
    (machine / "locked").write_text("".join(f"{line}\n" for line in locked))
    path = f"{machine / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    environment.pop("RAVINE_CHROMIUM", None)
    return subprocess.run(
        ["sh", project / "scripts" / "install-chromium", "python"],
        cwd=machine,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def lines(file: Path) -> int:
    return file.read_text().count("\n") if file.exists() else 0


@pytest.mark.parametrize("lock", [LISTS, FRONTEND])
def test_a_held_lock_is_waited_for_and_named(project: Path, machine: Path, lock: str) -> None:
    done = install(project, machine, lock, lock, lock)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(lock) == 1
    assert f"Waiting, up to ten minutes: {lock}" in done.stdout
    assert lines(machine / "slept") == 3
    assert lines(machine / "calls") == 3 + 2


def test_nothing_is_waited_for_without_a_lock(project: Path, machine: Path) -> None:
    done = install(project, machine)
    assert done.returncode == 0, done.stderr
    assert "Waiting" not in done.stdout
    assert lines(machine / "slept") == 0


def test_it_is_given_up_in_the_end_with_the_reason(project: Path, machine: Path) -> None:
    done = install(project, machine, *[LISTS] * 100)
    assert done.returncode == 1
    assert LISTS in done.stderr
    assert "set RAVINE_CHROMIUM" in done.stderr
    assert lines(machine / "slept") == 59


def test_another_failure_is_not_tried_again(project: Path, machine: Path) -> None:
    done = install(project, machine, "E: Unable to locate package chromium")
    assert done.returncode == 1
    assert "Unable to locate package" in done.stderr
    assert lines(machine / "calls") == 1
