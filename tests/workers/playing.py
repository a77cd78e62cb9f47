"""Workers to play a scenario with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from ravine.workers.local import LocalWorkers
from ravine.workers.options import WorkerOptions

TASKS = "tests.workers.fake_tasks:TASKS"


@asynccontextmanager
async def running(**options: Any) -> AsyncIterator[LocalWorkers]:
    workers = LocalWorkers(WorkerOptions(**{"runs": 1, "tasks": TASKS, **options}))
    with workers.spawned():
        await workers.start()
        try:
            yield workers
        finally:
            await workers.stop()


def scenario(play: Callable[[LocalWorkers], Awaitable[None]], **options: Any) -> None:
    async def main() -> None:
        async with running(**options) as workers:
            await play(workers)

    asyncio.run(asyncio.wait_for(main(), 120))


def pid_of(workers: LocalWorkers) -> int:
    (process,) = workers.lanes["runs"].processes()
    return process.pid


def interactive(workers: LocalWorkers) -> list[int]:
    return [process.pid for process in workers.lanes["interactive"].processes()]
