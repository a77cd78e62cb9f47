"""A run of a million steps."""

import asyncio
from pathlib import Path
from typing import Final

import numpy as np

from ravine.store import NewRun, Store
from ravine.wire.frames import Frame, encode_columns

MILLION: Final = 1_000_000


def fill(path: Path) -> str:
    """Make a database that has it; gives the run's id."""

    async def append() -> str:
        store = Store(str(path))
        (run,) = (await store.create_experiment("long", [NewRun("A", {}, {}, MILLION)])).runs
        for first in range(1, MILLION, 10_000):
            step = np.arange(first, first + 10_000)
            norms = np.stack([step, np.where(step % 1000, step, np.nan)], axis=1).astype("f4")
            content = encode_columns({"loss": (1 / step).astype("f4"), "norms": norms})
            await store.append(run.id, Frame("steps", first, 10_000, *content), {})
        store.close()
        return run.id

    return asyncio.run(append())
