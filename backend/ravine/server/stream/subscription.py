"""Where a client stands in a run, and the next frame it should get."""

from dataclasses import dataclass
from typing import Final

from ravine.server.runs.published import Published, SharedFrame
from ravine.store import Run

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

    async def next_frame(self, published: Published, run: Run) -> SharedFrame | None:
        """Find the next frame and move the cursor behind it; None when there is none."""
        due = await published.due_snapshot(run, self.after_snapshot)
        if due is not None and (due < self.next_step or self.next_step > run.step):
            return await self._snapshot_frame(published, due)
        if self.next_step <= run.step:
            return await self._steps_frame(published, run)
        return None

    async def _snapshot_frame(self, published: Published, step: int) -> SharedFrame | None:
        frame = await published.snapshot_frame(self.run_id, step)
        if frame is not None:
            self.after_snapshot = step
        return frame

    async def _steps_frame(self, published: Published, run: Run) -> SharedFrame | None:
        bound = ROWS_OF_A_FRAME if self.max_points is None else STEPS_OF_A_THINNED_FRAME
        last = min(run.step, self.next_step + bound - 1)
        frame = await published.steps_frame(self.run_id, self.next_step, last, self.max_points)
        if frame is not None:
            self.next_step = frame.first_step + frame.steps
        return frame
