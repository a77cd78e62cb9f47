"""From records to rows and back."""

from collections.abc import Mapping
from typing import Any

import orjson
import sqlalchemy as sa

from ravine.store.records import Experiment, NewRun, Run

QUEUED = "It begins as soon as a worker is free."
JSON_COLUMNS = ("metrics", "settings", "plan")


def run_of(row: sa.Row[Any]) -> Run:
    """The run in a row of the table `runs`."""
    values = dict(row._mapping)
    for name in JSON_COLUMNS:
        values[name] = orjson.loads(values[name])
    return Run(**values)


def row_of(run: NewRun, **rest: Any) -> dict[str, Any]:
    """The row of a run that is about to be created."""
    return {
        "label": run.label,
        "status": "queued",
        "sentence": QUEUED,
        "step": 0,
        "last_snapshot": -1,
        "steps": run.steps,
        "metrics": "{}",
        "tone": "plain",
        "settings": to_json(run.settings),
        "plan": to_json(run.plan),
        **rest,
    }


def to_json(values: Mapping[str, Any]) -> str:
    """JSON text."""
    return orjson.dumps(dict(values)).decode()


def experiment_of(row: sa.Row[Any], runs: tuple[Run, ...]) -> Experiment:
    """The experiment in a row of the table `experiments`, with its runs."""
    return Experiment(row.id, row.name, row.created_at, runs)
