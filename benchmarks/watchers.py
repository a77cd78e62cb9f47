"""What 200 open pages cost: how long a training takes with one watcher and with many.

The age of a frame is the time from its last step's commit, as another process sees it in the
database, to the moment at which a watcher has all of its bytes.
"""

import asyncio
import statistics
import time
from bisect import bisect_left
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx

from benchmarks.server import served
from benchmarks.table import Line
from benchmarks.timing import Effort
from benchmarks.watcher import Watcher
from ravine.store import Store

WATCHERS: Final = 200
MOST_TIMES_SLOWER: Final = 1.5
OLDEST_S: Final = 1.0
# About ten seconds of training on a quiet machine.
EPOCHS: Final = 4000
PATIENCE_S: Final = 120.0
LOOK_EVERY_S: Final = 0.005


@dataclass(frozen=True)
class Watched:
    """A run that was watched.

    Args:
        seconds: from the run's first moment in its worker to its end.
        ages: [frames of all watchers] seconds.
        frames: how many frames each watcher got, on average.
    """

    seconds: float
    ages: list[float]
    frames: float


@dataclass
class Commits:
    """When a run's steps were first seen in the database, in order."""

    steps: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def seen(self, step: int) -> None:
        """The run has this many steps now."""
        if step > (self.steps[-1] if self.steps else 0):
            self.steps.append(step)
            self.times.append(time.perf_counter())

    def age(self, step: int, at: float) -> float:
        """Seconds from a step's commit to `at`; what came before it was seen is 0 old."""
        index = bisect_left(self.steps, step)
        return max(at - self.times[index], 0.0) if index < len(self.times) else 0.0


def lines(effort: Effort) -> list[Line]:
    """One watcher against many."""
    epochs = max(20, int(EPOCHS * effort.scale))
    one, many = asyncio.run(_measure(epochs, min(effort.repeats, 3)))
    slower = many.seconds / one.seconds
    p50, p99 = (statistics.quantiles(many.ages, n=100)[index] for index in (49, 98))
    what = f"a training of {one.seconds:.1f} s with one watcher"
    return [
        Line(
            f"{what}, with {WATCHERS}",
            f"{many.seconds:.1f} s, {many.frames:.0f} frames each",
            "",
            f"{slower:.2f}x slower",
            f"at most {MOST_TIMES_SLOWER:g}x",
            slower <= MOST_TIMES_SLOWER,
        ),
        Line(
            f"age of a frame with {WATCHERS} watchers, p99",
            f"p50 {p50 * 1000:.0f} ms",
            "",
            f"{p99 * 1000:.0f} ms",
            f"at most {OLDEST_S:g} s",
            p99 <= OLDEST_S,
        ),
    ]


async def _measure(epochs: int, repeats: int) -> tuple[Watched, Watched]:
    with TemporaryDirectory() as folder, served(Path(folder)) as address:
        await asyncio.to_thread(_until_there, address)
        store = Store(str(Path(folder) / "runs.sqlite3"))
        try:
            await _watched(address, store, 20, 1)
            found: dict[int, list[Watched]] = {1: [], WATCHERS: []}
            for _ in range(repeats):
                for count in found:
                    found[count].append(await _watched(address, store, epochs, count))
        finally:
            store.close()
    return _middle(found[1]), _middle(found[WATCHERS])


def _middle(found: list[Watched]) -> Watched:
    return sorted(found, key=lambda one: one.seconds)[len(found) // 2]


def _until_there(address: str) -> None:
    deadline = time.perf_counter() + PATIENCE_S
    while True:
        try:
            httpx.get(f"{address}/api/health", timeout=PATIENCE_S).raise_for_status()
        except httpx.ConnectError:
            if time.perf_counter() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


async def _watched(address: str, store: Store, epochs: int, count: int) -> Watched:
    """Train once while `count` sockets watch."""
    async with _sockets(address, count) as watchers, httpx.AsyncClient(base_url=address) as http:
        answer = await http.post("/api/experiments", json={"runs": [{"epochs": epochs}]})
        run_id: str = answer.raise_for_status().json()["runs"][0]["id"]
        commits = Commits()
        for watcher in watchers:
            watcher.subscribe(run_id)
        while not all(watcher.complete for watcher in watchers):
            run = await store.run(run_id)
            commits.seen(0 if run is None else run.step)
            await asyncio.sleep(LOOK_EVERY_S)
        run = (await http.get(f"/api/runs/{run_id}", timeout=PATIENCE_S)).json()
    began, ended = (datetime.fromisoformat(run[key]) for key in ("started_at", "finished_at"))
    ages = [commits.age(step, at) for watcher in watchers for step, at in watcher.frames]
    return Watched((ended - began).total_seconds(), ages, len(ages) / count)


@asynccontextmanager
async def _sockets(address: str, count: int) -> AsyncIterator[list[Watcher]]:
    host, port = address.removeprefix("http://").split(":")
    watchers = [await Watcher.connect(host, int(port)) for _ in range(count)]
    try:
        yield watchers
    finally:
        for watcher in watchers:
            watcher.close()
