"""Common trainings are compiled while nothing else is done, and never in anybody's way."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from ravine.server.runs.common import common_trainings
from ravine.server.runs.warmup import compile_while_idle
from ravine.workers.local import LocalWorkers
from ravine.workers.options import WorkerOptions

Play = Callable[[LocalWorkers], Awaitable[None]]
FAKE = "tests.workers.fake_tasks:TASKS"


def scenario(play: Play, **options: object) -> None:
    """Play with workers that are stopped in the end."""

    async def run() -> None:
        workers = LocalWorkers(WorkerOptions(**{"runs": 1, "tasks": FAKE, **options}))  # type: ignore[arg-type]
        await workers.start()
        try:
            await play(workers)
        finally:
            await workers.stop()

    asyncio.run(run())


def idle_processes() -> list[psutil.Process]:
    """Children of this process with the lowest priority."""
    children = psutil.Process().children()
    return [child for child in children if child.is_running() and child.nice() == 19]


def test_a_task_runs_to_its_end_at_the_lowest_priority() -> None:
    async def play(workers: LocalWorkers) -> None:
        assert await workers.idle.run("echo", {"a": 1}) == "done"
        (process,) = idle_processes()
        assert process.pid != os.getpid()
        assert await workers.idle.run("echo", {"a": 2}) == "done"
        assert idle_processes() == [process]

    scenario(play)


@pytest.mark.parametrize("task", ["fail", "die"])
def test_a_task_that_goes_wrong_is_told(task: str) -> None:
    async def play(workers: LocalWorkers) -> None:
        assert await workers.idle.run(task, {}) == "failed"
        assert await workers.idle.run("echo", {}) == "done"

    scenario(play)


@pytest.mark.parametrize(
    ("task", "bound"), [("hang", {"timeout_s": 1.0}), ("grow", {"memory_mib": 200})]
)
def test_a_task_that_hangs_or_grows_is_stopped(task: str, bound: dict[str, Any]) -> None:
    async def play(workers: LocalWorkers) -> None:
        async with asyncio.timeout(60):
            assert await workers.idle.run(task, {}) == "failed"
        # From here on as patient as a busy machine needs.
        workers.options = replace(workers.options, timeout_s=60)
        assert await workers.idle.run("echo", {}) == "done"

    scenario(play, **bound)


@pytest.mark.parametrize("lane", ["interactive", "runs"])
def test_any_job_ends_what_is_idle_at_once(lane: str) -> None:
    async def play(workers: LocalWorkers) -> None:
        assert await workers.idle.run("echo", {}) == "done"
        (process,) = idle_processes()
        idle = asyncio.create_task(workers.idle.run("hang", {}))
        await asyncio.sleep(0)
        job = workers.submit("runs" if lane == "runs" else "interactive", "echo", {})
        assert await idle == "gave way"
        await job.answer()
        await asyncio.to_thread(process.wait, 10)

    scenario(play)


def test_compiling_waits_until_nobody_asks_and_begins_anew_where_it_gave_way() -> None:
    async def play(workers: LocalWorkers) -> None:
        job = workers.submit("runs", "work", {})
        compiling = asyncio.create_task(compile_while_idle(workers, quiet_s=0.5))
        frames = job.frames()
        await anext(frames)
        began = time.monotonic()
        while time.monotonic() - began < 1.0:
            assert idle_processes() == []
            await workers.submit("interactive", "echo", {}).answer()
        job.cancel()
        await compiling
        _, alive = psutil.wait_procs(idle_processes(), timeout=10)
        assert alive == []

    scenario(play)


def test_common_trainings_are_in_the_cache_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page's first spirals: what they need is compiled once, and never again."""
    spirals = next(one for one in common_trainings() if one.settings.dataset.name == "spirals")

    async def play(workers: LocalWorkers) -> None:
        assert await workers.idle.run("compile", spirals) == "done"
        compiled = set(tmp_path.iterdir())
        assert compiled
        job = workers.submit("runs", "compile", spirals)
        await job.answer()
        assert set(tmp_path.iterdir()) == compiled

    monkeypatch.delenv("JAX_COMPILATION_CACHE_DIR", raising=False)
    # On a busy machine what has the lowest priority says nothing for long.
    scenario(play, tasks="ravine.jobs.table:TASKS", compile_cache=tmp_path, timeout_s=600)
