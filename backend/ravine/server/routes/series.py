"""Columns of a run over its steps, as JSON and as CSV."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from ravine.schemas.experiments import SeriesAnswer
from ravine.schemas.limits import LAST_STEP
from ravine.server.problems import documented
from ravine.server.routes.runs import find
from ravine.server.series import as_csv, as_json, read_series
from ravine.server.services import Given

router = APIRouter(prefix="/api/runs", tags=["training"], responses=documented(404, 422))

Names = Annotated[str, Query(max_length=2000, description="Columns, separated by commas.")]
FromStep = Annotated[int, Query(ge=0, le=LAST_STEP)]
MaxPoints = Annotated[
    int | None,
    Query(ge=5, le=1_000_000, description="Most rows of a column; by default all of them."),
]


@router.get("/{run_id}/series", response_model=SeriesAnswer)
async def series(
    services: Given,
    run_id: str,
    names: Names = "loss,validation_loss",
    from_step: FromStep = 0,
    max_points: MaxPoints = None,
) -> Response:
    """Columns by name, each with the steps of its rows."""
    run = await find(services, run_id)
    found = await read_series(services.store, run.id, names, from_step, max_points)
    return StreamingResponse(as_json(run.id, found), media_type="application/json")


@router.get(
    "/{run_id}/series.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
async def series_csv(
    services: Given,
    run_id: str,
    names: Names = "loss,validation_loss",
    from_step: FromStep = 0,
    max_points: MaxPoints = None,
) -> Response:
    """The same as CSV: one row a step, a column for each layer; empty where there is no value."""
    run = await find(services, run_id)
    found = await read_series(services.store, run.id, names, from_step, max_points)
    disposition = {"content-disposition": f'attachment; filename="{run.id}.csv"'}
    return StreamingResponse(as_csv(found), 200, disposition, "text/csv; charset=utf-8")
