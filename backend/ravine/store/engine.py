"""Opening the database."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from ravine.store.records import StoreError
from ravine.store.tables import SCHEMA_VERSION, about, metadata

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
)


def open_engine(database: str) -> sa.Engine:
    """An engine whose tables exist and have this version.

    Args:
        database: a URL, or the path of an SQLite file.

    Raises:
        StoreError: the database cannot be opened or was written by another version.
    """
    try:
        engine = sa.create_engine(url_of(database))
    except (ArgumentError, ImportError) as error:
        raise StoreError(f"RAVINE_DATABASE is not a usable database URL: {error}") from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", set_pragmas)
    try:
        with engine.begin() as connection:
            metadata.create_all(connection)
            check_version(connection)
    except (OperationalError, DatabaseError, StoreError) as error:
        engine.dispose()
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"The database {database} cannot be opened: {error.orig}") from error
    return engine


def url_of(database: str) -> sa.URL:
    """The URL; a plain path means SQLite, and its directory is made."""
    if "://" in database:
        url = sa.make_url(database)
    else:
        url = sa.URL.create("sqlite", database=str(Path(database).expanduser().resolve()))
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        make_directory(Path(str(url.database)).parent)
    return url


def make_directory(path: Path) -> None:
    """Make the directory; raises `StoreError` when that is not possible."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The directory {path} cannot be made: {error.strerror}") from error


def set_pragmas(connection: Any, _record: object) -> None:
    """Readers never wait for the writer, and deleting an experiment deletes all of it."""
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def check_version(connection: sa.Connection) -> None:
    """Write the version into a new database; refuse a database of another version."""
    found = connection.scalar(sa.select(about.c.value).where(about.c.key == "schema"))
    if found is None:
        connection.execute(about.insert().values(key="schema", value=str(SCHEMA_VERSION)))
    elif found != str(SCHEMA_VERSION):
        raise StoreError(
            f"The database has schema {found}, this Ravine reads schema {SCHEMA_VERSION}. "
            "Set RAVINE_DATABASE to another file."
        )
