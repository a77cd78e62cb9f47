"""Room on the disk that is kept for what must be possible when the disk is full."""

import contextlib
import os
import shutil
from pathlib import Path
from typing import Final

# Deleting 125 MB writes 1.5 MiB (measured): the list of pages that have become free.
RESERVE_BYTES: Final = 4 * 2**20
PIECE_BYTES: Final = 2**16


class Reserve:
    """A file beside the database that is given up when something must be written all the same.

    SQLite writes even to delete. Without a reserve a full disk could never be emptied from here.

    Args:
        database: the database's file; None for one that is no file, which has no reserve.
    """

    def __init__(self, database: Path | None) -> None:
        self._path = None if database is None else database.with_name(f"{database.name}-reserve")

    def release(self) -> bool:
        """Give the room up; false when there was none."""
        if self._path is None or not self._path.exists():
            return False
        self._path.unlink(missing_ok=True)
        return True

    def restore(self) -> None:
        """Take the room, or as much as there is of it."""
        if self._path is None:
            return
        # What the bytes are is no matter, but there are file systems on which zeros take no room.
        with contextlib.suppress(OSError), self._path.open("ab", buffering=0) as file:
            while (missing := RESERVE_BYTES - file.tell()) > 0:
                file.write(os.urandom(min(missing, PIECE_BYTES)))

    def has_room(self) -> bool:
        """Whether more is free than the reserve would take."""
        if self._path is None:
            return True
        return shutil.disk_usage(self._path.parent).free > 2 * RESERVE_BYTES
