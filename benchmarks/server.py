"""A real server in a process of its own, with a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

PATIENCE_S = 60.0


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Start `ravine serve`; gives its address at once, before it answers."""
    port = _free_port()
    settings = {
        "RAVINE_PORT": str(port),
        "RAVINE_DATABASE": str(folder / "runs.sqlite3"),
        "RAVINE_CACHE_DIR": str(folder / "cache"),
        "RAVINE_OPEN_BROWSER": "false",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "ravine", "serve"],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def compare(client: httpx.Client, request: Mapping[str, Any]) -> Any:
    """The parsed answer of a comparison."""
    answer = client.post("/api/landscape/compare", json=request)
    answer.raise_for_status()
    return answer.json()


def first_answer(address: str, request: Mapping[str, Any]) -> Any:
    """Ask until the server is there."""
    deadline = time.perf_counter() + PATIENCE_S
    with httpx.Client(base_url=address, timeout=PATIENCE_S) as client:
        while True:
            try:
                return compare(client, request)
            except httpx.ConnectError:
                if time.perf_counter() > deadline:
                    raise
                time.sleep(0.01)
