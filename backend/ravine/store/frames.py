"""Queries about frames and snapshots."""

from collections.abc import Mapping, Sequence

import numpy as np
import sqlalchemy as sa

from ravine.readings.trainings import Reading
from ravine.store import runs as run_queries
from ravine.store.records import Metrics, Snapshot, StepRange, StoreError
from ravine.store.tables import frames, snapshots
from ravine.wire.frames import (
    Array,
    Frame,
    PlacedColumn,
    columns_from_json,
    columns_to_json,
    decode_columns,
    readings_from_json,
    readings_to_json,
)


def append(connection: sa.Connection, run_id: str, frame: Frame, metrics: Metrics) -> None:
    """Add a frame and the newest metrics of its run.

    Raises:
        StoreError: the run is gone, or the frame does not begin where the last one ended.
    """
    run = run_queries.find(connection, run_id)
    if run is None:
        raise StoreError(f"There is no run {run_id}.")
    changes: dict[str, object] = {"metrics": {**run.metrics, **metrics}}
    content = {"columns": columns_to_json(frame.columns).decode(), "body": frame.body}
    if frame.kind == "steps":
        if frame.first_step != run.step + 1:
            raise StoreError(f"A frame begins at step {frame.first_step}, not {run.step + 1}.")
        changes["step"] = run.step + frame.steps
        row = {"run_id": run_id, "first_step": frame.first_step, "steps": frame.steps, **content}
        connection.execute(frames.insert().values(**row))
    else:
        if frame.first_step <= run.last_snapshot:
            raise StoreError(f"A snapshot of step {frame.first_step} comes too late.")
        changes["last_snapshot"] = frame.first_step
        if frame.readings:
            changes["tone"] = frame.readings[0].tone
        said = readings_to_json(frame.readings).decode()
        row = {"run_id": run_id, "step": frame.first_step, "readings": said, **content}
        connection.execute(snapshots.insert().values(**row))
    run_queries.update(connection, run_id, changes)


def read_steps(
    connection: sa.Connection, run_id: str, first: int, last: int, names: Sequence[str] | None
) -> StepRange:
    """Rows of the steps `first .. last`, as far as they are stored.

    Args:
        names: the columns wanted; None for all.
    """
    newest_start = (
        sa.select(sa.func.max(frames.c.first_step))
        .where(frames.c.run_id == run_id, frames.c.first_step <= first)
        .scalar_subquery()
    )
    query = (
        frames.select()
        .where(
            frames.c.run_id == run_id,
            frames.c.first_step >= sa.func.coalesce(newest_start, first),
            frames.c.first_step <= last,
        )
        .order_by(frames.c.first_step)
    )
    parts = [_cut(row, first, last, names) for row in connection.execute(query)]
    parts = [part for part in parts if part.steps > 0]
    if not parts:
        return StepRange(first, 0, {})
    joined = {
        name: np.concatenate([part.columns[name] for part in parts]) for name in parts[0].columns
    }
    return StepRange(parts[0].first_step, sum(part.steps for part in parts), joined)


def read_snapshot(connection: sa.Connection, run_id: str, step: int) -> Snapshot | None:
    """The snapshot of exactly that step."""
    query = snapshots.select().where(snapshots.c.run_id == run_id, snapshots.c.step == step)
    row = connection.execute(query).first()
    if row is None:
        return None
    said = readings_from_json(row.readings)
    return Snapshot(row.step, columns_from_json(row.columns), row.body, said)


def read_readings(connection: sa.Connection, run_id: str) -> list[tuple[int, tuple[Reading, ...]]]:
    """What was said at each snapshot that was read, in order."""
    query = sa.select(snapshots.c.step, snapshots.c.readings).where(snapshots.c.run_id == run_id)
    found = connection.execute(query.order_by(snapshots.c.step))
    spoken = [(row.step, readings_from_json(row.readings)) for row in found]
    return [(step, said) for step, said in spoken if said is not None]


def snapshot_steps(connection: sa.Connection, run_id: str, after: int, limit: int) -> list[int]:
    """Steps of the snapshots later than `after`, in order."""
    query = sa.select(snapshots.c.step).where(
        snapshots.c.run_id == run_id, snapshots.c.step > after
    )
    return list(connection.scalars(query.order_by(snapshots.c.step).limit(limit)))


def read_snapshot_column(
    connection: sa.Connection, run_id: str, name: str, from_step: int
) -> tuple[list[int], Array]:
    """The steps at which a column was measured, and its rows."""
    query = snapshots.select().where(snapshots.c.run_id == run_id, snapshots.c.step >= from_step)
    steps: list[int] = []
    rows: list[Array] = []
    for row in connection.execute(query.order_by(snapshots.c.step)):
        found = decode_columns(wanted(columns_from_json(row.columns), [name]), row.body)
        if name in found:
            steps.append(row.step)
            rows.append(found[name])
    return steps, np.array(rows)


def column_names(connection: sa.Connection, run_id: str) -> tuple[list[str], list[str]]:
    """Names of the per-step columns and of the snapshot columns that the run has."""
    return _names(connection, frames, run_id), _names(connection, snapshots, run_id)


def wanted(columns: Sequence[PlacedColumn], names: Sequence[str] | None) -> list[PlacedColumn]:
    """The columns with these names."""
    return [column for column in columns if names is None or column.name in names]


def _names(connection: sa.Connection, table: sa.Table, run_id: str) -> list[str]:
    """Each once: columns may begin and end in mid-run."""
    query = sa.select(table.c.columns).where(table.c.run_id == run_id).order_by(*table.primary_key)
    texts = dict.fromkeys(connection.scalars(query))
    found = [column.name for text in texts for column in columns_from_json(text)]
    return list(dict.fromkeys(found))


def _cut(
    row: sa.Row[tuple[object, ...]], first: int, last: int, names: Sequence[str] | None
) -> StepRange:
    columns = decode_columns(wanted(columns_from_json(row.columns), names), row.body)
    start = max(first - row.first_step, 0)
    stop = min(last - row.first_step + 1, row.steps)
    cut: Mapping[str, Array] = {name: values[start:stop] for name, values in columns.items()}
    return StepRange(row.first_step + start, max(stop - start, 0), cut)
