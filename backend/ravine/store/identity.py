"""Whose database this is: asked before anything is written to it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from ravine.store.records import StoreError
from ravine.store.tables import SCHEMA_VERSION, about, experiments, runs

APPLICATION_ID: Final = int.from_bytes(b"Ravn", "big")
MAGIC: Final = b"SQLite format 3\0"
# Where the header has them: https://www.sqlite.org/fileformat2.html#the_database_header
HEADER_BYTES: Final = 100
VERSION_AT: Final = slice(60, 64)
APPLICATION_ID_AT: Final = slice(68, 72)
CORE: Final = frozenset(table.name for table in (about, experiments, runs))
REMEDY: Final = "Set --database (RAVINE_DATABASE) to another file."
MOST_NAMED: Final = 4


def look_at(path: Path) -> None:
    """Check that the file may become or is a database of ours, without changing anything.

    SQLite makes files beside a database even to read it, unless it is told that nobody writes; so
    only the file itself is read here, and of a file of ours only the header: the rest may be
    half-written, with what is missing in its write-ahead log.

    Raises:
        StoreError: it is not ours, or cannot be written to.
    """
    if not path.exists():
        return
    if path.is_dir():
        raise StoreError(f"{path} is a directory. {REMEDY}")
    if not path.is_file():
        raise StoreError(f"{path} is not a file that can hold data. {REMEDY}")
    header = header_of(path)
    if not header:
        return
    if not header.startswith(MAGIC):
        raise StoreError(f"{path} is not an SQLite database. {REMEDY}")
    number, version = (int.from_bytes(header[at]) for at in (APPLICATION_ID_AT, VERSION_AT))
    if number == APPLICATION_ID:
        check_version(str(path), version)
    else:
        judge_file(path)


def header_of(path: Path) -> bytes:
    """The beginning of a file that can be written to; opening it this way changes nothing."""
    try:
        with path.open("r+b") as file:
            return file.read(HEADER_BYTES)
    except OSError as error:
        raise StoreError(f"{path} cannot be written to: {error.strerror}. {REMEDY}") from error


def judge_file(path: Path) -> None:
    """Refuse an SQLite file that does not bear our mark, unless it is empty or has our tables."""
    with read_only(path) as connection:
        has_tables = judge(connection, str(path))
    if not has_tables and log_of(path).exists():
        # Everything may still be in its write-ahead log, which cannot be read without a trace.
        with TemporaryDirectory() as folder:
            copy = Path(shutil.copy(path, folder))
            shutil.copy(log_of(path), folder)
            with read_only(copy, alone=False) as connection:
                judge(connection, str(path))


def log_of(path: Path) -> Path:
    """Where SQLite keeps what it has not written to the file yet."""
    return path.with_name(f"{path.name}-wal")


@contextmanager
def read_only(path: Path, *, alone: bool = True) -> Iterator[sa.Connection]:
    """A connection that writes nothing and, as nobody else does, needs no file beside it."""
    address = f"{path.as_uri()}?mode=ro" + ("&immutable=1" if alone else "")
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True),
        poolclass=sa.NullPool,
    )
    with engine.connect() as connection:
        yield connection


def judge(connection: sa.Connection, name: str) -> bool:
    """Refuse a database that another program, or another version of this one, has made.

    Args:
        connection: to the database; it is only read.
        name: how people call the database.

    Returns:
        Whether it has tables already.

    Raises:
        StoreError: it is not ours.
    """
    try:
        number = application_id(connection)
        tables = set(sa.inspect(connection).get_table_names())
        if not tables >= CORE:
            refuse_foreign(name, number, tables)
            return False
        version = version_of(connection)
    except DatabaseError as error:
        raise StoreError(f"{name} cannot be read: {error.orig}. {REMEDY}") from error
    if number not in (0, APPLICATION_ID) or version is None:
        refuse_foreign(name, number, tables)
    check_version(name, version)
    return True


def check_version(name: str, version: object) -> None:
    """Refuse tables of another version."""
    if str(version) != str(SCHEMA_VERSION):
        raise StoreError(
            f"{name} was written by another version of Ravine: it has schema {version}, and this "
            f"one reads and writes schema {SCHEMA_VERSION}. {REMEDY}"
        )


def refuse_foreign(name: str, number: int, tables: set[str]) -> None:
    """Refuse what bears another program's mark; an empty database bears none."""
    if number not in (0, APPLICATION_ID) or tables:
        found = ", ".join(sorted(tables)[:MOST_NAMED]) or "none"
        more = ", ..." if len(tables) > MOST_NAMED else ""
        raise StoreError(f"{name} belongs to another program (its tables: {found}{more}). {REMEDY}")


def application_id(connection: sa.Connection) -> int:
    """The number by which an SQLite file says whose it is; 0 where nobody has set one."""
    if connection.dialect.name != "sqlite":
        return 0
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def mark(connection: sa.Connection) -> None:
    """Let the file's header say that it is ours, and of which version."""
    if connection.dialect.name == "sqlite" and application_id(connection) != APPLICATION_ID:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def version_of(connection: sa.Connection) -> str | None:
    """The version of the tables; None when no version of ours has written them."""
    columns = {column["name"] for column in sa.inspect(connection).get_columns(about.name)}
    if not {"key", "value"} <= columns:
        return None
    return connection.scalar(sa.select(about.c.value).where(about.c.key == "schema"))
