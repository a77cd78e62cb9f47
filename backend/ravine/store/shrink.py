"""Gives room that has become free inside an SQLite file back to the disk.

A page at the end of the file takes the place of a free one, and the file is cut; in all about 70 us
a page. Other writes come in between.
"""

import sqlite3
from contextlib import closing
from typing import Final

import sqlalchemy as sa

# About 20 ms for whoever waits to write.
PAGES_OF_A_STEP: Final = 250
# Runs under way take and free a few pages all the time. They may stay.
PAGES_SPARED: Final = 256


def free_pages(connection: sa.Connection) -> int:
    """How many pages could be given back."""
    if connection.dialect.name != "sqlite":
        return 0
    if connection.exec_driver_sql("PRAGMA auto_vacuum").scalar_one() == 0:
        return 0  # The file was not made to shrink.
    free = int(connection.exec_driver_sql("PRAGMA freelist_count").scalar_one())
    return free if free > PAGES_SPARED else 0


def give_back(connection: sa.Connection) -> None:
    """Give a few pages back."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    with closing(driver.cursor()) as cursor:
        for _ in range(PAGES_OF_A_STEP):
            # Of more than one page, Python's driver would move only the first.
            cursor.execute("PRAGMA incremental_vacuum(1)")


def cut(engine: sa.Engine) -> None:
    """Let the file on the disk become shorter, unless somebody is reading right now."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        with closing(connection.cursor()) as cursor:
            patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
    finally:
        connection.close()
