"""Makes the first answers quick, without getting in their way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from ravine.workers.local import LocalWorkers

# By then a page that was opened at the start has its first race; until then the processes that
# train networks would only compete for the processor while they import.
DELAY_S: Final = 3.0


@asynccontextmanager
async def warming_up(workers: LocalWorkers) -> AsyncIterator[None]:
    """Start the processes for runs a little later."""
    task = asyncio.create_task(warm_up_later(workers))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def warm_up_later(workers: LocalWorkers) -> None:
    """Wait, then start the processes; a run that comes earlier starts them itself."""
    await asyncio.sleep(DELAY_S)
    workers.warm_up()
