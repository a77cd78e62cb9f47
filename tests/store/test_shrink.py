"""Deleting gives room back to the disk, and nobody waits for that."""

import asyncio
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from tests.store.made import new_run, play_with

from ravine.store import Store
from ravine.store.shrink import PAGES_OF_A_STEP, PAGES_SPARED
from ravine.wire.frames import Frame, encode_columns

PAGE_BYTES = 4096
LARGE_BYTES = 12 * PAGES_OF_A_STEP * PAGE_BYTES


async def store_much(store: Store, name: str, size: int = LARGE_BYTES) -> str:
    """An experiment with so much data; returns its id."""
    experiment = await store.create_experiment(name, [new_run()])
    content = encode_columns({"loss": np.zeros(size // 4, "f4")})
    await store.append(experiment.runs[0].id, Frame("steps", 1, size // 4, *content), {})
    return experiment.id


def test_deleting_makes_the_file_smaller_and_lets_others_write_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"

    async def scenario(store: Store) -> None:
        doomed = await store_much(store, "doomed")
        kept = await store_much(store, "kept")
        await store.delete_experiment(doomed)
        shrinking = asyncio.create_task(store.shrink())
        await asyncio.sleep(0)
        await store.rename_experiment(kept, "renamed")
        assert not shrinking.done()
        await shrinking
        assert path.stat().st_size < LARGE_BYTES + 2 * PAGES_SPARED * PAGE_BYTES
        assert path.with_name(f"{path.name}-wal").stat().st_size == 0
        found = await store.experiment(kept)
        assert found is not None
        whole = await store.steps(found.runs[0].id, 1, LARGE_BYTES)
        assert whole.steps == LARGE_BYTES // 4
        assert not whole.columns["loss"].any()

    play_with(path, scenario)


def test_a_few_free_pages_are_left_alone(tmp_path: Path) -> None:
    async def scenario(store: Store) -> None:
        small = await store_much(store, "small", PAGES_SPARED // 2 * PAGE_BYTES)
        await store.delete_experiment(small)
        await store.shrink()

    path = tmp_path / "s.sqlite3"
    play_with(path, scenario)
    assert path.stat().st_size > PAGES_SPARED // 2 * PAGE_BYTES


def test_a_file_that_was_not_made_to_shrink_stays_as_large_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"

    async def before(store: Store) -> None:
        await store.delete_experiment(await store_much(store, "doomed"))

    play_with(path, before)
    engine = sa.create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("PRAGMA auto_vacuum = NONE"))
        connection.execute(sa.text("VACUUM"))
    engine.dispose()

    async def after(store: Store) -> None:
        await store.delete_experiment(await store_much(store, "doomed"))
        await store.shrink()

    play_with(path, after)
    assert path.stat().st_size > LARGE_BYTES
