"""What SQLite's errors mean, as sentences for people."""

import sqlite3
from typing import Final

from sqlalchemy.exc import DatabaseError

from ravine.store.records import (
    BusyError,
    DamagedError,
    DiskFullError,
    StoreError,
    UnwritableError,
)

# Beyond the eight lowest bits stands what exactly went wrong; the codes below need no more.
PRIMARY: Final = 0xFF
TO_MEMORY_MAP: Final = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP)


def fault_of(error: DatabaseError, name: str) -> StoreError:
    """The error as the store's own.

    Args:
        error: what SQLAlchemy raised.
        name: how people call the database: its path, or its address without a password.
    """
    code = getattr(error.orig, "sqlite_errorcode", 0)
    if code in TO_MEMORY_MAP:
        return disk_full(name)
    match code & PRIMARY:
        case sqlite3.SQLITE_FULL:
            return disk_full(name)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyError(f"The database {name} is locked by another program.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DamagedError(f"The database {name} is damaged: {error.orig}.")
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
            return UnwritableError(
                f"The database {name} cannot be used at present: {error.orig}. A quota that is "
                "used up looks like this, too."
            )
    return StoreError(f"The database {name} cannot be used: {error.orig}.")


def disk_full(name: str) -> DiskFullError:
    """There is no room to write."""
    return DiskFullError(f"The disk that holds the database {name} is full.")
