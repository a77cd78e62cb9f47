"""What connections read of runs: each thing read and encoded once, whoever asks for it."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from ravine.server.runs.once import Once
from ravine.server.runs.views import run_summary
from ravine.store import Run, StepRange, Store
from ravine.store.downsample import choose_rows, finite_rows
from ravine.store.ids import new_id
from ravine.wire.encoding import encode_plain
from ravine.wire.frames import encode_columns, encode_header, join_frame
from ravine.wire.stream import StatusMessage

MOST_RUNS: Final = 512
FRAME_BYTES: Final = 32 * 2**20

# What a frame depends on: a run, the range of steps or the snapshot, and how far it is thinned.
Place: TypeAlias = tuple[str, str, int, int, int | None]


@dataclass(frozen=True, slots=True)
class SharedFrame:
    """A frame without the number that each connection gives it.

    Args:
        head: the JSON header without `seq`.
        body: the arrays.
        first_step: the first step covered.
        steps: how many steps are covered.
    """

    head: bytes
    body: bytes
    first_step: int
    steps: int

    def numbered(self, seq: int) -> bytes:
        """The frame as it is sent."""
        return join_frame(self.head[:-1] + b',"seq":%d}' % seq, self.body)


@dataclass(frozen=True, slots=True)
class Standing:
    """A run as it was when it was last touched, and the message that says so."""

    run: Run
    status: str


class Published:
    """Where the runs stand, and their frames. A listener of the hub.

    Between two calls of `touched` every connection sees a run at the same step, so that those who
    are up to date ask for the same frames.

    Args:
        store: where runs are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.server = new_id()
        self._standings: Once[str, Standing | None] = Once(MOST_RUNS, lambda _: 1)
        self._due: Once[tuple[str, int, int], int | None] = Once(MOST_RUNS, lambda _: 1)
        self._frames: Once[Place, SharedFrame | None] = Once(FRAME_BYTES, frame_size)

    def touched(self, run_id: str) -> None:
        """There are new frames, or a new status: what was known is old."""
        self._standings.forget(run_id)

    def removed(self, run_id: str) -> None:
        """The run was deleted."""
        self._standings.forget(run_id)

    def storage_changed(self) -> None:
        """Nothing that is known here depends on it."""

    async def standing(self, run_id: str) -> Standing | None:
        """Where the run stands; None when there is none."""
        return await self._standings.get(run_id, lambda: self._read_standing(run_id))

    async def due_snapshot(self, run: Run, after: int) -> int | None:
        """The step of the first snapshot later than `after`."""
        if run.last_snapshot <= after:
            return None
        key = (run.id, after, run.last_snapshot)
        return await self._due.get(key, lambda: self._read_due(run.id, after))

    async def snapshot_frame(self, run_id: str, step: int) -> SharedFrame | None:
        """The snapshot of that step as a frame."""
        key = ("snapshot", run_id, step, step, None)
        return await self._frames.get(key, lambda: self._read_snapshot(run_id, step))

    async def steps_frame(
        self, run_id: str, first: int, last: int, max_points: int | None
    ) -> SharedFrame | None:
        """The steps `first .. last` as a frame, of at most `max_points` rows."""
        key = ("steps", run_id, first, last, max_points)
        return await self._frames.get(
            key, lambda: self._read_steps(run_id, first, last, max_points)
        )

    async def _read_standing(self, run_id: str) -> Standing | None:
        run = await self._store.run(run_id)
        if run is None:
            return None
        message = StatusMessage(run=run_summary(run))
        return Standing(run, encode_plain(message.model_dump()).decode())

    async def _read_due(self, run_id: str, after: int) -> int | None:
        steps = await self._store.snapshot_steps(run_id, after, limit=1)
        return steps[0] if steps else None

    async def _read_snapshot(self, run_id: str, step: int) -> SharedFrame | None:
        found = await self._store.snapshot(run_id, step)
        if found is None:
            return None
        place = {"kind": "snapshot", "first_step": step, "steps": 1, "rows": 1}
        said = {"readings": found.readings}
        head = encode_header({**place, **said, **self._origin(run_id)}, found.columns)
        return SharedFrame(head, found.body, step, 1)

    async def _read_steps(
        self, run_id: str, first: int, last: int, max_points: int | None
    ) -> SharedFrame | None:
        found = await self._store.steps(run_id, first, last)
        if found.steps == 0:
            return None
        return await asyncio.to_thread(thinned_frame, found, max_points, self._origin(run_id))

    def _origin(self, run_id: str) -> dict[str, Any]:
        return {"run_id": run_id, "server": self.server}


def thinned_frame(found: StepRange, max_points: int | None, origin: dict[str, Any]) -> SharedFrame:
    """A frame of per-step columns, with fewer rows than steps when there are too many."""
    columns = dict(found.columns)
    rows = found.steps
    if max_points is not None and rows > max_points:
        deciding = columns.get("loss", next(iter(columns.values())).reshape(rows, -1)[:, 0])
        chosen = choose_rows(deciding, max_points, finite_rows(columns))
        columns = {name: values[chosen] for name, values in columns.items()}
        columns["step"] = (found.first_step + chosen).astype(np.int32)
        rows = len(chosen)
    place = {"kind": "steps", "first_step": found.first_step, "steps": found.steps, "rows": rows}
    placed, body = encode_columns(columns)
    return SharedFrame(
        encode_header({**place, **origin}, placed), body, found.first_step, found.steps
    )


def frame_size(frame: SharedFrame | None) -> int:
    """Bytes."""
    return 1 if frame is None else len(frame.head) + len(frame.body)
