"""Looks after the store while nobody asks: free room, unstored ends, runs left behind."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from ravine.server.runs.hub import Hub
from ravine.store import Store, UnwritableError

log = logging.getLogger("ravine.server")

INTERVAL_S: Final = 1.0
LONGEST_S: Final = 10.0


async def care(store: Store, hub: Hub) -> None:
    """Do what is due every second; less and less often while it fails."""
    delay = INTERVAL_S
    told: set[str] = set()
    while True:
        await asyncio.sleep(delay)
        well = await tend(store, hub, told)
        delay = INTERVAL_S if well else min(2 * delay, LONGEST_S)


async def tend(store: Store, hub: Hub, told: set[str]) -> bool:
    """Do what is due; whether all of it could be done. Free pages first: they make room."""
    chores = (store.shrink, store.catch_up, store.recover)
    return all([await do(chore, hub, told) for chore in chores])


async def do(chore: Callable[[], Awaitable[list[str] | None]], hub: Hub, told: set[str]) -> bool:
    """Do one thing and tell of the runs concerned; whether it could be done.

    Args:
        chore: what is to be done; it gives the ids of the runs concerned.
        hub: whom to tell.
        told: what the log has been told: damage is met again and again.
    """
    try:
        for run_id in await chore() or ():
            hub.touch(run_id)
    except UnwritableError:
        return False  # Everybody has been told; see `Store.trouble`.
    except Exception as error:
        if str(error) not in told:
            told.add(str(error))
            log.exception("the store cannot be looked after")
        return False
    return True
