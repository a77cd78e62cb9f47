"""Reads experiments one at a time, so that damage hides no more than what it has struck."""

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from ravine.store.experiments import shown, with_runs
from ravine.store.ids import made_at
from ravine.store.records import Experiment
from ravine.store.tables import experiments, hidden

UNREADABLE: Final = "Unreadable experiment"
# What reading raises when SQLite finds the damage, and when it does not and hands out nonsense.
DAMAGE: Final = (DatabaseError, ValueError)


def page(
    connection: sa.Connection, search: str, limit: int, before: str | None
) -> list[Experiment]:
    """The newest experiments; of a damaged one what can be read, and what is wrong with it."""
    words = search.lower().split()
    found: list[Experiment] = []
    for experiment_id in newest(connection, before):
        text, one = salvaged(connection, experiment_id)
        if all(word in text for word in words):
            found.append(one)
        if len(found) == limit:
            break
    return found


def find(connection: sa.Connection, experiment_id: str) -> Experiment | None:
    """One experiment, or what is left of it."""
    query = sa.select(experiments.c.id).where(experiments.c.id == experiment_id, shown())
    known = connection.scalar(query)
    return None if known is None else salvaged(connection, known)[1]


def newest(connection: sa.Connection, before: str | None) -> Iterator[str]:
    """Ids of experiments; they stand in an index, apart from the rest."""
    query = sa.select(experiments.c.id).where(shown()).order_by(experiments.c.id.desc())
    if before is not None:
        query = query.where(experiments.c.id < before)
    yield from connection.scalars(query).all()


def salvaged(connection: sa.Connection, experiment_id: str) -> tuple[str, Experiment]:
    """What a search looks through, and as much of the experiment as can be read."""
    text, left = "", Experiment(experiment_id, UNREADABLE, made_at(experiment_id))
    try:
        query = experiments.select().where(experiments.c.id == experiment_id)
        row = connection.execute(query).one()
        text, left = row.words, Experiment(experiment_id, row.name, row.created_at)
        return text, with_runs(connection, [row])[0]
    except DAMAGE as error:
        return text, Experiment(left.id, left.name, left.created_at, (), damage_of(error))


def hide(connection: sa.Connection, experiment_id: str) -> None:
    """Show an experiment no more that cannot be deleted."""
    connection.execute(hidden.insert().values(experiment_id=experiment_id))


def damage_of(error: Exception) -> str:
    """What people are told of a damaged experiment."""
    reason = getattr(error, "orig", None) or error
    return (
        f"Its data are damaged: {reason}. Restore the database from a backup, or delete the "
        "experiment."
    )
