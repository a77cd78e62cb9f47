"""Runs whose server has ended."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from tests.store.made import (
    dead_owner,
    new_run,
    play_with,
    steps_frame,
)

from ravine.store import Store
from ravine.store.owner import is_gone, this_process


def test_recovery_interrupts_only_what_is_orphaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.sqlite3"

    async def before(store: Store) -> None:
        begun, finished, queued = (
            await store.create_experiment("x", [new_run("A"), new_run("B"), new_run("C")])
        ).runs
        await store.update_run(begun.id, status="running", started_at=1.0)
        await store.append(begun.id, steps_frame(1, 10), {})
        await store.update_run(finished.id, status="finished", sentence="Done.")
        ids.extend([begun.id, finished.id, queued.id])

    async def after(store: Store) -> None:
        own = (await store.create_experiment("own", [new_run()])).runs[0]
        assert sorted(await store.recover(starting=True)) == sorted([ids[0], ids[2]])
        runs = [await store.run(run_id) for run_id in [*ids, own.id]]
        statuses = [run.status for run in runs if run is not None]
        assert statuses == ["interrupted", "finished", "interrupted", "queued"]
        assert all(run.sentence for run in runs[:3] if run is not None)
        assert (await store.steps(ids[0], 1, 99)).columns["loss"].tolist() == list(range(1, 11))

    ids: list[str] = []
    monkeypatch.setattr("ravine.store.store.this_process", dead_owner)
    play_with(path, before)
    monkeypatch.undo()
    play_with(path, after)


def test_an_owner_is_gone_when_its_process_is() -> None:
    own = this_process()
    host, pid, created = own.split("/")
    assert not is_gone(own, one_host=True)
    assert not is_gone(f"{host}/{pid}/{float(created) + 1:.2f}", one_host=True)
    assert is_gone(f"{host}/{pid}/{float(created) - 60:.2f}", one_host=True)
    assert is_gone(f"{host}/999999999/{created}", one_host=True)
    with subprocess.Popen(["true"]) as zombie:
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        assert is_gone(f"{host}/{zombie.pid}/{time.time():.2f}", one_host=True)
    assert is_gone(f"elsewhere/{pid}/{created}", one_host=True)
    assert not is_gone(f"elsewhere/{pid}/{created}", one_host=False)
