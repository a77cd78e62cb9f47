"""Queries about runs."""

from typing import Any

import sqlalchemy as sa

from ravine.store.records import UNFINISHED, Run
from ravine.store.rows import run_of, to_json
from ravine.store.tables import runs

INTERRUPTED = "The server was stopped while this run was under way; what was stored is kept."
NEVER_BEGUN = "The server was stopped before this run had begun."


def find(connection: sa.Connection, run_id: str) -> Run | None:
    """One run."""
    row = connection.execute(runs.select().where(runs.c.id == run_id)).first()
    return None if row is None else run_of(row)


def update(connection: sa.Connection, run_id: str, changes: dict[str, Any]) -> Run | None:
    """Change columns of a run; a run that has ended stays as it is."""
    if "metrics" in changes:
        changes = {**changes, "metrics": to_json(changes["metrics"])}
    connection.execute(
        runs.update().where(runs.c.id == run_id, runs.c.status.in_(UNFINISHED)).values(**changes)
    )
    return find(connection, run_id)
