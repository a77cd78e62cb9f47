"""From the store's records to answers."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from ravine.readings.trainings import Reading, spans
from ravine.store import Experiment, Run, Store
from ravine.wire.experiments import (
    ExperimentAnswer,
    Headline,
    ReadingAnswer,
    ReadingsAnswer,
    RunDetail,
    RunMetrics,
    RunSummary,
    Storage,
)
from ravine.wire.training import Plan, RunSettings


def run_summary(run: Run) -> RunSummary:
    """A run as it is now."""
    return RunSummary(**summary_fields(run))


def run_detail(run: Run) -> RunDetail:
    """A run with its settings and its plan."""
    return RunDetail(
        **summary_fields(run), settings=RunSettings(**run.settings), plan=Plan(**run.plan)
    )


def experiment_answer(experiment: Experiment) -> ExperimentAnswer:
    """An experiment with its runs."""
    return ExperimentAnswer(
        id=experiment.id,
        name=experiment.name,
        created_at=iso(experiment.created_at),
        runs=[run_summary(run) for run in experiment.runs],
        damage=experiment.damage,
    )


def storage_of(store: Store) -> Storage:
    """Whether anything can be stored."""
    trouble = store.trouble
    return Storage(ok=trouble is None, sentence="" if trouble is None else str(trouble))


def readings_answer(run: Run, spoken: Sequence[tuple[int, Sequence[Reading]]]) -> ReadingsAnswer:
    """What was said of a run, and from which step to which."""
    last = max([run.step, *(step for step, _ in spoken)])
    found = [
        ReadingAnswer(from_step=span.from_step, to_step=span.to_step, **asdict(span.reading))
        for span in spans(spoken, last)
    ]
    return ReadingsAnswer(readings=found)


def summary_fields(run: Run) -> Mapping[str, Any]:
    """The fields that a summary and a detailed answer share."""
    elapsed = elapsed_s(run)
    return {
        "id": run.id,
        "experiment_id": run.experiment_id,
        "label": run.label,
        "status": run.status,
        "sentence": run.sentence,
        "step": run.step,
        "steps": run.steps,
        "created_at": iso(run.created_at),
        "started_at": None if run.started_at is None else iso(run.started_at),
        "finished_at": None if run.finished_at is None else iso(run.finished_at),
        "elapsed_s": elapsed,
        "remaining_s": remaining_s(run, elapsed),
        "metrics": run_metrics(run),
        "tone": run.tone,
    }


def run_metrics(run: Run) -> RunMetrics:
    """The newest values; what the headline is stands in the plan."""
    told = run.plan["headline"]
    column = f"validation_{told['name']}"
    headline = Headline(**told, column=column, value=run.metrics.get(column))
    values = {name: run.metrics.get(name) for name in ("loss", "validation_loss")}
    return RunMetrics(**values, headline=headline)


def elapsed_s(run: Run) -> float | None:
    """Seconds since the run began, up to its end when it has ended."""
    if run.started_at is None:
        return None
    end = time.time() if run.finished_at is None else run.finished_at
    return max(end - run.started_at, 0.0)


def remaining_s(run: Run, elapsed: float | None) -> float | None:
    """What the rest takes at the speed so far."""
    if run.ended or elapsed is None or run.step == 0:
        return None
    return elapsed * (run.steps - run.step) / run.step


def iso(seconds: float) -> str:
    """ISO 8601 in UTC, to the millisecond."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
