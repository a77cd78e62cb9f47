"""Where a client stands in a run, and the next frame it should get."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ravine.schemas.frames import encode_columns, encode_frame
from ravine.store import Run, StepRange, Store
from ravine.store.downsample import choose_rows, finite_rows

# Bounds on what one frame may cost to read and to hold while a client is slow.
ROWS_OF_A_FRAME: Final = 4096
STEPS_OF_A_THINNED_FRAME: Final = 65_536


@dataclass(slots=True)
class Subscription:
    """A cursor.

    Args:
        run_id: the run.
        next_step: the first step not sent yet.
        after_snapshot: the step of the last snapshot sent; -1 for none.
        max_points: most rows of a frame; None for every step.
        dirty: whether there may be something to send.
        complete: whether the client was told that nothing more will come.
    """

    run_id: str
    next_step: int
    after_snapshot: int
    max_points: int | None
    dirty: bool = True
    complete: bool = False

    async def next_frame(self, store: Store, run: Run, header: dict[str, Any]) -> bytes | None:
        """Read the next frame and move the cursor behind it; None when there is none."""
        due = await self._due_snapshot(store, run)
        if due is not None and (due < self.next_step or self.next_step > run.step):
            return await self._snapshot_frame(store, due, header)
        if self.next_step <= run.step:
            return await self._steps_frame(store, run, header)
        return None

    async def _due_snapshot(self, store: Store, run: Run) -> int | None:
        if run.last_snapshot <= self.after_snapshot:
            return None
        steps = await store.snapshot_steps(self.run_id, self.after_snapshot, limit=1)
        return steps[0] if steps else None

    async def _snapshot_frame(
        self, store: Store, step: int, header: dict[str, Any]
    ) -> bytes | None:
        snapshot = await store.snapshot(self.run_id, step)
        if snapshot is None:
            return None
        self.after_snapshot = step
        head = {"kind": "snapshot", "first_step": step, "steps": 1, "rows": 1, **header}
        return encode_frame(head, snapshot.columns, snapshot.body)

    async def _steps_frame(self, store: Store, run: Run, header: dict[str, Any]) -> bytes | None:
        bound = ROWS_OF_A_FRAME if self.max_points is None else STEPS_OF_A_THINNED_FRAME
        last = min(run.step, self.next_step + bound - 1)
        found = await store.steps(self.run_id, self.next_step, last)
        if found.steps == 0:
            return None
        self.next_step = found.first_step + found.steps
        return steps_frame(found, self.max_points, header)


def steps_frame(found: StepRange, max_points: int | None, header: dict[str, Any]) -> bytes:
    """A frame of per-step columns, with fewer rows than steps when there are too many."""
    columns = dict(found.columns)
    rows = found.steps
    if max_points is not None and rows > max_points:
        deciding = columns.get("loss", next(iter(columns.values())).reshape(rows, -1)[:, 0])
        chosen = choose_rows(deciding, max_points, finite_rows(columns))
        columns = {name: values[chosen] for name, values in columns.items()}
        columns["step"] = (found.first_step + chosen).astype(np.int32)
        rows = len(chosen)
    head = {
        "kind": "steps",
        "first_step": found.first_step,
        "steps": found.steps,
        "rows": rows,
        **header,
    }
    return encode_frame(head, *encode_columns(columns))
