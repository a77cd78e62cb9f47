"""Makes the first answers quick, without getting in their way."""

import asyncio
from typing import Final

from ravine.server.runs.common import common_trainings
from ravine.workers.local import LocalWorkers

# By then a page that was opened at the start has its first race; until then the processes that
# train networks would only compete for the processor while they import.
DELAY_S: Final = 3.0
# So long nobody asks for anything before common trainings are compiled.
QUIET_S: Final = 5.0


async def warm_up_later(workers: LocalWorkers) -> None:
    """Start the processes for runs a little later, and compile when there is nothing to do.

    A run that comes earlier starts them itself.
    """
    await asyncio.sleep(DELAY_S)
    workers.warm_up()
    if workers.options.compile_cache is not None:
        await compile_while_idle(workers)


async def compile_while_idle(workers: LocalWorkers, quiet_s: float = QUIET_S) -> None:
    """Put the programs of common trainings into the compile cache; stop when one fails."""
    waiting = common_trainings()
    while waiting:
        await workers.quiet(quiet_s)
        ending = await workers.idle.run("compile", waiting[0])
        if ending == "failed":
            break
        if ending == "done":
            waiting.pop(0)
    workers.idle.give_way()
