"""Experiments, runs, frames and snapshots in a database: the truth that everything else reads."""

from ravine.store.records import (
    Experiment,
    NewRun,
    Run,
    Snapshot,
    Status,
    StepRange,
    StoreError,
)
from ravine.store.store import Store

__all__ = [
    "Experiment",
    "NewRun",
    "Run",
    "Snapshot",
    "Status",
    "StepRange",
    "Store",
    "StoreError",
]
