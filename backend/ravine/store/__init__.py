"""Experiments, runs, frames and snapshots in a database: the truth that everything else reads."""

from ravine.store.records import (
    DamagedError,
    DiskFullError,
    Experiment,
    NewRun,
    Run,
    Snapshot,
    Status,
    StepRange,
    StoreError,
    UnwritableError,
)
from ravine.store.store import Store

__all__ = [
    "DamagedError",
    "DiskFullError",
    "Experiment",
    "NewRun",
    "Run",
    "Snapshot",
    "Status",
    "StepRange",
    "Store",
    "StoreError",
    "UnwritableError",
]
