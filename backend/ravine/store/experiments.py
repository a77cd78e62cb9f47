"""Queries about experiments."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ravine.store.ids import new_id
from ravine.store.records import Experiment, NewRun, Run
from ravine.store.rows import experiment_of, row_of, run_of
from ravine.store.tables import experiments, frames, hidden, runs, snapshots


def create(
    connection: sa.Connection, name: str, new: Sequence[NewRun], owner: str, now: float
) -> Experiment:
    """Insert an experiment and its runs, all or nothing."""
    experiment_id = new_id()
    connection.execute(
        experiments.insert().values(
            id=experiment_id, name=name, words=words_of(name, new), created_at=now
        )
    )
    rows = [
        row_of(
            run,
            id=new_id(),
            experiment_id=experiment_id,
            position=position,
            created_at=now,
            owner=owner,
        )
        for position, run in enumerate(new)
    ]
    connection.execute(runs.insert(), rows)
    created = find(connection, experiment_id)
    assert created is not None
    return created


def find(connection: sa.Connection, experiment_id: str) -> Experiment | None:
    """One experiment with its runs."""
    query = experiments.select().where(experiments.c.id == experiment_id, shown())
    row = connection.execute(query).first()
    return None if row is None else with_runs(connection, [row])[0]


def page(
    connection: sa.Connection, search: str, limit: int, before: str | None
) -> list[Experiment]:
    """The newest experiments, older than `before`, that contain every word of `search`."""
    query = experiments.select().where(shown()).order_by(experiments.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(experiments.c.id < before)
    for word in search.lower().split():
        query = query.where(experiments.c.words.contains(word, autoescape=True))
    return with_runs(connection, connection.execute(query).all())


def rename(connection: sa.Connection, experiment_id: str, name: str) -> Experiment | None:
    """Give an experiment another name."""
    before = find(connection, experiment_id)
    if before is None:
        return None
    connection.execute(
        experiments.update()
        .where(experiments.c.id == experiment_id)
        .values(name=name, words=words_of(name, before.runs))
    )
    return find(connection, experiment_id)


def delete(connection: sa.Connection, experiment_id: str) -> tuple[str, ...]:
    """Delete an experiment with all it has; returns the ids of the deleted runs."""
    found = find(connection, experiment_id)
    if found is None:
        return ()
    ids = tuple(run.id for run in found.runs)
    # Said outright, not left to ON DELETE: not every database is told to enforce it.
    connection.execute(frames.delete().where(frames.c.run_id.in_(ids)))
    connection.execute(snapshots.delete().where(snapshots.c.run_id.in_(ids)))
    connection.execute(runs.delete().where(runs.c.id.in_(ids)))
    connection.execute(experiments.delete().where(experiments.c.id == experiment_id))
    return ids


def shown() -> sa.ColumnElement[bool]:
    """What is true of experiments that were not deleted as far as damage allows."""
    return experiments.c.id.not_in(sa.select(hidden.c.experiment_id))


def with_runs(connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> list[Experiment]:
    """The experiments of these rows with their runs, in two queries altogether."""
    query = runs.select().where(runs.c.experiment_id.in_([row.id for row in rows]))
    grouped: dict[str, list[Run]] = defaultdict(list)
    for run in map(run_of, connection.execute(query.order_by(runs.c.position))):
        grouped[run.experiment_id].append(run)
    return [experiment_of(row, tuple(grouped[row.id])) for row in rows]


def words_of(name: str, new: Sequence[NewRun] | Sequence[Run]) -> str:
    """What a search looks through: the name, the labels, and the names in the settings."""
    words = [name]
    for run in new:
        words.append(run.label)
        parts = [value for value in run.settings.values() if isinstance(value, dict)]
        words += [str(part.get("name", "")) for part in parts]
    return " ".join(words).lower()
