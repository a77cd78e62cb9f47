"""Opening the database."""

import os
import sqlite3
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DatabaseError

from ravine.store.faults import fault_of
from ravine.store.identity import REMEDY, judge, look_at, mark
from ravine.store.records import DiskFullError, StoreError
from ravine.store.reserve import Reserve
from ravine.store.tables import SCHEMA_VERSION, about, metadata

# How long to wait for somebody else's transaction.
PATIENCE_MS: Final = 10_000
PAUSE_MS: Final = 20
PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    # Some builds overwrite all that is deleted: a gigabyte would then be written to delete one.
    "PRAGMA secure_delete = FAST",
    # A new file is made so that it can shrink. In one that is there already, this changes nothing.
    "PRAGMA auto_vacuum = INCREMENTAL",
)
WRITING: Final = "writing"


def open_engine(database: str) -> sa.Engine:
    """An engine whose tables exist and have this version.

    Args:
        database: a URL, or the path of an SQLite file.

    Raises:
        StoreError: the database cannot be opened or is not ours; nothing in it was changed.
    """
    url = url_of(database)
    try:
        engine = sa.create_engine(url)
    except (ArgumentError, ImportError) as error:
        raise unusable(error) from error
    path = path_of(url)
    if path is not None:
        make_directory(path.parent)
        look_at(path)
    name = name_of(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", set_up)
        sa.event.listen(engine, "begin", begin)
    try:
        prepare(engine, name)
    except (DatabaseError, StoreError) as error:
        engine.dispose()
        if isinstance(error, StoreError):
            raise
        fault = fault_of(error, name)
        raise type(fault)(f"{fault} {REMEDY}") from error
    return engine


def open_within(database: str, reserve: Reserve) -> sa.Engine:
    """The same; on a full disk with the room that the reserve has kept for it."""
    try:
        return open_engine(database)
    except DiskFullError:
        if not reserve.release():
            raise
    return open_engine(database)


def url_of(database: str) -> sa.URL:
    """The URL; a plain path means SQLite. Raises `StoreError` when it is neither."""
    if "://" in database:
        try:
            return sa.make_url(database)
        except ArgumentError as error:
            raise unusable(error) from error
    return sa.URL.create("sqlite", database=str(Path(database).expanduser().resolve()))


def unusable(error: Exception) -> StoreError:
    """The setting is no address of a database."""
    return StoreError(f"--database (RAVINE_DATABASE) is not a usable database URL: {error}")


def path_of(url: sa.URL) -> Path | None:
    """The file that an SQLite URL names, if it names one."""
    name = url.database or ":memory:"
    if url.get_backend_name() != "sqlite" or name.startswith((":memory:", "file:")):
        return None
    return Path(name).resolve()


def name_of(url: sa.URL) -> str:
    """How people call the database: its path, or its address without a password."""
    return str(path_of(url) or url.render_as_string())


def make_directory(path: Path) -> None:
    """Make the directory; raises `StoreError` when that is not possible or it is read-only."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The directory {path} cannot be made: {error.strerror}") from error
    effective = os.access in os.supports_effective_ids
    if not os.access(path, os.W_OK, effective_ids=effective):
        raise StoreError(
            f"Nothing can be written in the directory {path}, where SQLite keeps files beside the "
            "database. Set --database (RAVINE_DATABASE) to a file in another one."
        )


def set_up(connection: Any, _record: object) -> None:
    """Set a new connection up; none of this is written to the database."""
    # Python would begin transactions by itself, and only before the first change of a row.
    connection.isolation_level = None
    # Text that is damaged is found where it is used, if it matters there.
    connection.text_factory = lambda text: text.decode(errors="replace")
    cursor = connection.cursor()
    for pragma in (*PRAGMAS, f"PRAGMA busy_timeout = {PATIENCE_MS}"):
        cursor.execute(pragma)
    cursor.close()


def begin(connection: sa.Connection) -> None:
    """Begin a transaction; one that will write waits its turn here, and then cannot be refused."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def for_writing(engine: sa.Engine) -> sa.Engine:
    """The same engine, for transactions that write."""
    return engine.execution_options(**{WRITING: True})


def prepare(engine: sa.Engine, name: str) -> None:
    """Make what is missing, all or nothing."""
    with for_writing(engine).begin() as connection:
        is_new = not judge(connection, name)
        metadata.create_all(connection)
        if is_new:
            connection.execute(about.insert().values(key="schema", value=str(SCHEMA_VERSION)))
        mark(connection)
    if engine.dialect.name == "sqlite":
        write_ahead(engine)


def write_ahead(engine: sa.Engine) -> None:
    """Let readers never wait for the writer; it can only be set outside of a transaction.

    SQLite does not wait here while somebody else writes, as another server does that begins at the
    same moment: it refuses at once.
    """
    refusals = count(1)
    connection = engine.raw_connection()
    try:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL").close()
                return
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
                if not busy or next(refusals) * PAUSE_MS > PATIENCE_MS:
                    raise
            sleep(PAUSE_MS / 1000)
    finally:
        connection.close()
