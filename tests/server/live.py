"""A real server on a free port, to be talked to, killed and started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil
from tests.workers.gates import FOLDER, Gate

FAKE_TASKS = "tests.workers.fake_tasks:TASKS"
# With a platform that there is not, whoever runs JAX gets an error.
WITHOUT_JAX = {"JAX_PLATFORMS": "nowhere"}
ROOT = Path(__file__).parents[2]


def command(tasks: str = FAKE_TASKS, module: str = "tests.server.serve_fake") -> list[str]:
    """What starts a server with these tasks."""
    return [sys.executable, "-m", module, tasks]


def environment(folder: Path, **settings: object) -> dict[str, str]:
    """The variables of a server that keeps all it has in a folder."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        FOLDER: str(folder),
        "RAVINE_PORT": "0",
        "RAVINE_OPEN_BROWSER": "false",
        "RAVINE_WORKERS": "1",
        "RAVINE_DATABASE": str(folder / "ravine.sqlite3"),
        "RAVINE_CACHE_DIR": str(folder / "cache"),
        **{f"RAVINE_{name.upper()}": str(value) for name, value in settings.items()},
    }


def refused_start(folder: Path, **settings: object) -> tuple[int, str]:
    """Exit code and words of a server that must not start."""
    ended = subprocess.run(
        command(),
        env=environment(folder, **settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout == ""
    return ended.returncode, ended.stderr


class LiveServer:
    """A server process; its database outlives it.

    Where the tasks are fake ones, nothing computes: the server's process must never run JAX.

    Args:
        folder: where it keeps all it has.
        tasks: what its workers do.
        module: what starts it.
        settings: its settings.
    """

    def __init__(
        self,
        folder: Path,
        tasks: str = FAKE_TASKS,
        module: str = "tests.server.serve_fake",
        **settings: object,
    ) -> None:
        self._folder, self._numbers = folder, count(1)
        self._command = command(tasks, module)
        self._environment = environment(folder, **settings)
        if tasks == FAKE_TASKS:
            self._environment |= WITHOUT_JAX
        self.log = folder / "log.txt"
        self.start()

    def start(self) -> None:
        """Start the process and wait until it says where it is."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command,
                env=self._environment,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Ravine is at "), line + self.log.read_text()
        self.url = line.split()[3].partition("?")[0].rstrip("/")
        self.http = httpx.Client(base_url=self.url, timeout=30)

    def start_again(self) -> None:
        """Start after an end, at the address of before."""
        self._environment["RAVINE_PORT"] = str(httpx.URL(self.url).port)
        self.start()

    def workers(self) -> list[psutil.Process]:
        """Processes that were started by the server."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]

    def memory_mib(self) -> float:
        """Resident memory of the server itself."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20

    def cpu_s(self) -> float:
        """Seconds that the server itself has computed: what else the machine does is not in it."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def signal(self, number: int) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        self.http.close()
        self.process.send_signal(number)
        code = self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def stop(self) -> None:
        """End the process if it has not ended, and show what it logged."""
        if self.process.poll() is None:
            self.signal(signal.SIGINT)
        sys.stderr.write(self.log.read_text())

    def begin(self, *labels: str, epochs: int = 1, **settings: Any) -> list[str]:
        """Start an experiment; returns the ids of its runs."""
        runs = [{"label": label, "epochs": epochs, **settings} for label in labels]
        answer = self.http.post("/api/experiments", json={"runs": runs})
        assert answer.status_code == 201, answer.text
        return [run["id"] for run in answer.json()["runs"]]

    @contextmanager
    def gate(self, name: str = "") -> Iterator[Gate]:
        """A gate for runs that bear its label; in the end everybody passes it."""
        gate = Gate(self._folder, name or f"gate-{next(self._numbers)}")
        try:
            yield gate
        finally:
            gate.close()

    def run(self, run_id: str) -> dict[str, Any]:
        """What the server says about a run."""
        found: dict[str, Any] = self.http.get(f"/api/runs/{run_id}").json()
        return found

    def series(self, run_id: str, names: str = "loss,layer_gradient_norm") -> dict[str, Any]:
        """Columns of a run, as the store has them."""
        answer = self.http.get(
            f"/api/runs/{run_id}/series", params={"names": names, "whole": "true"}
        )
        found: dict[str, Any] = answer.json()["series"]
        return found


@contextmanager
def live_server(
    folder: Path,
    tasks: str = FAKE_TASKS,
    module: str = "tests.server.serve_fake",
    **settings: object,
) -> Iterator[LiveServer]:
    """A server that is stopped in the end."""
    server = LiveServer(folder, tasks, module, **settings)
    try:
        yield server
    finally:
        server.stop()
