"""Unfinished runs whose server has ended."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from ravine.store.owner import is_gone
from ravine.store.records import UNFINISHED
from ravine.store.salvage import DAMAGE
from ravine.store.tables import runs

# All that is known afterwards: the run may have ended, but on a full disk nobody could note it.
ORPHANED: Final = "Its server ended before the end of this run was stored; what was stored is kept."
NOTHING_STORED: Final = "Its server ended before anything of this run was stored."
rowid = sa.literal_column("runs.rowid", sa.Integer)


class Orphan(NamedTuple):
    """What is read of such a run: no more than its end needs, which so much less can spoil."""

    id: str
    owner: str
    started_at: float | None

    def interruption(self, now: float) -> dict[str, Any]:
        """What changes in the run."""
        sentence = NOTHING_STORED if self.started_at is None else ORPHANED
        return {"status": "interrupted", "sentence": sentence, "finished_at": now}


COLUMNS: Final = [runs.c[name] for name in Orphan._fields]


def whole(connection: sa.Connection, owner: str, one_host: bool) -> list[Orphan]:
    """Unfinished runs of processes that are gone; `owner` is this one."""
    gone = whose_end(owner, one_host)
    rows = connection.execute(sa.select(*COLUMNS).where(runs.c.status.in_(UNFINISHED)))
    return [Orphan(*row) for row in rows if gone(row.owner)]


def salvaged(connection: sa.Connection, owner: str, one_host: bool) -> list[Orphan]:
    """The same, one row at a time: those that can be read. For SQLite, which finds damage."""
    gone = whose_end(owner, one_host)
    # An index has both, apart from the rows that may be damaged.
    places = connection.scalars(sa.select(rowid).where(runs.c.status.in_(UNFINISHED))).all()
    found = []
    for place in places:
        try:
            one = Orphan(*connection.execute(sa.select(*COLUMNS).where(rowid == place)).one())
            if gone(one.owner):
                found.append(one)
        except DAMAGE:
            continue  # It is named where somebody looks at the run.
    return found


def whose_end(owner: str, one_host: bool) -> Callable[[str], bool]:
    """Whether an owner is another process than this one, and gone; each is looked for once."""
    return cache(lambda other: other != owner and is_gone(other, one_host=one_host))
