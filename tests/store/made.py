"""What the tests store: runs, frames and snapshots; and a store to play with."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import numpy as np

from ravine.readings.trainings import Reading, Tone
from ravine.store import NewRun, Store
from ravine.wire.frames import Frame, encode_columns

Play = Callable[[Store], Awaitable[None]]


def new_run(label: str = "A", **settings_: Any) -> NewRun:
    return NewRun(label, {"optimizer": {"name": "adam"}, **settings_}, {"steps": 100}, 100)


def steps_frame(first: int, steps: int) -> Frame:
    step = np.arange(first, first + steps)
    columns = {"loss": step.astype("f4"), "norms": np.stack([step, -step], axis=1).astype("f4")}
    return Frame("steps", first, steps, *encode_columns(columns))


def snapshot_frame(step: int) -> Frame:
    columns = {"validation_loss": np.array(step, "f4"), "counts": np.full((2, 4), step, "u4")}
    return Frame("snapshot", step, 1, *encode_columns(columns), said_at(step))


def said_at(step: int) -> tuple[Reading, ...]:
    tone: Tone = "good" if step % 2 else "warn"
    return (Reading("rule", tone, "So.", f"At {step}.", "hidden 1"),)


def play_with(path: Path, play: Play) -> None:
    async def main() -> None:
        store = Store(str(path))
        try:
            await play(store)
        finally:
            store.close()

    asyncio.run(main())


def dead_owner() -> str:
    return f"{socket.gethostname()}/1/0.00"
