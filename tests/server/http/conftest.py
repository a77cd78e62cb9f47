from pathlib import Path

import pytest
from tests.server.http.million import fill


@pytest.fixture(scope="session")
def million(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A database, and the id of a run of a million steps in it."""
    path = tmp_path_factory.mktemp("million") / "store.sqlite3"
    return path, fill(path)
