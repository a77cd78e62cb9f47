"""A store of one's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.made import Play, play_with


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Play], None]:
    return lambda scenario: play_with(tmp_path / "deep" / "store.sqlite3", scenario)
