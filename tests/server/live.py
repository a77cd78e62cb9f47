"""A real server on a free port, to be talked to, killed and started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil

FAKE_TASKS = "tests.workers.fake_tasks:TASKS"
ROOT = Path(__file__).parents[2]


class LiveServer:
    """A server process; its database outlives it."""

    def __init__(self, folder: Path, tasks: str = FAKE_TASKS, **settings: object) -> None:
        self._command = [sys.executable, "-m", "tests.server.serve_fake", tasks]
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "RAVINE_PORT": "0",
            "RAVINE_OPEN_BROWSER": "false",
            "RAVINE_WORKERS": "1",
            "RAVINE_DATABASE": str(folder / "ravine.sqlite3"),
            "RAVINE_CACHE_DIR": str(folder / "cache"),
            **{f"RAVINE_{name.upper()}": str(value) for name, value in settings.items()},
        }
        self.start()

    def start(self) -> None:
        """Start the process and wait until it says where it is."""
        self.process = subprocess.Popen(
            self._command, env=self._environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Ravine is at "), line
        self.url = line.split()[3].partition("?")[0].rstrip("/")
        self.http = httpx.Client(base_url=self.url, timeout=30)

    def workers(self) -> list[psutil.Process]:
        """Processes that were started by the server."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]

    def memory_mib(self) -> float:
        """Resident memory of the server itself."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20

    def signal(self, number: int) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        self.http.close()
        self.process.send_signal(number)
        code = self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def stop(self) -> None:
        """End the process if it has not ended."""
        if self.process.poll() is None:
            self.signal(signal.SIGINT)

    def begin(self, *labels: str, epochs: int = 1, **settings: Any) -> list[str]:
        """Start an experiment; returns the ids of its runs."""
        runs = [{"label": label, "epochs": epochs, **settings} for label in labels]
        answer = self.http.post("/api/experiments", json={"runs": runs})
        assert answer.status_code == 201, answer.text
        return [run["id"] for run in answer.json()["runs"]]

    def run(self, run_id: str) -> dict[str, Any]:
        """What the server says about a run."""
        found: dict[str, Any] = self.http.get(f"/api/runs/{run_id}").json()
        return found

    def series(self, run_id: str, names: str = "loss,layer_gradient_norm") -> dict[str, Any]:
        """Columns of a run, as the store has them."""
        answer = self.http.get(f"/api/runs/{run_id}/series", params={"names": names})
        found: dict[str, Any] = answer.json()["series"]
        return found


@contextmanager
def live_server(folder: Path, tasks: str = FAKE_TASKS, **settings: object) -> Iterator[LiveServer]:
    """A server that is stopped in the end."""
    server = LiveServer(folder, tasks, **settings)
    try:
        yield server
    finally:
        server.stop()
