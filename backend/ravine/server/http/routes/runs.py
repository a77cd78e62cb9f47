"""Single runs: look, cancel, snapshots."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from ravine.server.http.asking import json_response
from ravine.server.problems import Refusal, documented
from ravine.server.runs.views import readings_answer, run_detail, run_summary
from ravine.server.services import Given, Services
from ravine.store import Run
from ravine.vocabulary.problems import Problem
from ravine.wire.encoding import encode_plain, nonfinite_columns
from ravine.wire.experiments import (
    ReadingsAnswer,
    RunDetail,
    RunSummary,
    SnapshotAnswer,
    SnapshotList,
)
from ravine.wire.frames import Array, decode_columns
from ravine.wire.limits import LAST_STEP

router = APIRouter(prefix="/api/runs", tags=["training"], responses=documented(404))

RunId = Annotated[str, Path(description="`id` of a run.")]
Step = Annotated[int, Path(ge=0, le=LAST_STEP, description="The step of a snapshot.")]


@router.get("/{run_id}")
async def show(services: Given, run_id: RunId) -> RunDetail:
    """One run with its settings and its plan."""
    return run_detail(await find(services, run_id))


@router.post("/{run_id}/cancel", responses=documented(409))
async def cancel(services: Given, run_id: RunId) -> RunSummary:
    """Stop a run; what was computed is kept. A run that has ended stays as it is."""
    await refuse_elsewhere(services, [await find(services, run_id)])
    await services.conductor.cancel([run_id])
    return run_summary(await find(services, run_id))


@router.get("/{run_id}/readings")
async def readings(services: Given, run_id: RunId) -> ReadingsAnswer:
    """What the numbers mean, in sentences: what was said, and from which step to which."""
    run = await find(services, run_id)
    return readings_answer(run, await services.store.readings(run.id))


@router.get("/{run_id}/snapshots")
async def snapshots(services: Given, run_id: RunId) -> SnapshotList:
    """List the steps at which there is a snapshot."""
    run = await find(services, run_id)
    return SnapshotList(run_id=run.id, steps=await services.store.snapshot_steps(run.id))


@router.get("/{run_id}/snapshots/{step}", response_model=SnapshotAnswer)
async def snapshot(services: Given, run_id: RunId, step: Step) -> Response:
    """Every column of one snapshot."""
    run = await find(services, run_id)
    found = await services.store.snapshot(run.id, step)
    if found is None:
        remedy = f"GET /api/runs/{run.id}/snapshots lists the steps."
        problem = Problem("/path/step", "No snapshot of this step.", remedy)
        text = f"The run has no snapshot of step {step}."
        raise Refusal(404, "unknown-snapshot", text, [problem])
    columns = decode_columns(found.columns, found.body)
    odd = nonfinite_columns(columns)
    answer = {"run_id": run.id, "step": step, "columns": plain(columns), "nonfinite": odd}
    return json_response(encode_plain(answer))


def plain(columns: Mapping[str, Array]) -> dict[str, Any]:
    """The columns in a form that can be written; orjson refuses arrays without a dimension."""
    return {name: values if values.ndim else values[()] for name, values in columns.items()}


async def refuse_elsewhere(services: Services, runs: Sequence[Run]) -> None:
    """Refuse to touch runs that another process is executing; one that is dead executes nothing."""
    if all(run.ended or services.store.owns(run) for run in runs):
        return
    for run_id in (orphans := await services.store.recover()):
        services.hub.touch(run_id)
    if all(run.ended or services.store.owns(run) or run.id in orphans for run in runs):
        return
    text = "The run belongs to another Ravine process that shares this database."
    raise Refusal(409, "elsewhere", text, [Problem("", "Not ours.", "Cancel it there.")])


async def find(services: Services, run_id: str) -> Run:
    """The run; refuses when there is none."""
    run = await services.store.run(run_id)
    if run is None:
        problem = Problem(
            "/path/run_id", "Unknown run.", "GET /api/experiments lists experiments and runs."
        )
        raise Refusal(404, "unknown-run", f"There is no run '{run_id[:80]}'.", [problem])
    return run
