"""What looks after the store, where that is not possible."""

import asyncio
from pathlib import Path

import pytest
from tests.store.test_damage import damaged

from ravine.server.runs.caretaker import tend
from ravine.server.runs.hub import Hub
from ravine.store import Store


def test_damage_that_is_met_every_time_is_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "s.sqlite3"
    damaged(path, b"queued")
    store = Store(str(path))
    told: set[str] = set()

    async def scenario() -> None:
        for _ in range(3):
            assert not await tend(store, Hub(), told)

    try:
        asyncio.run(scenario())
    finally:
        store.close()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "is damaged" in str(caplog.records[0].exc_info)
