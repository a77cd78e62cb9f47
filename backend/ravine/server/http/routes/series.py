"""Columns of a run over its steps, as JSON, as CSV and as Parquet."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from ravine.server.http.file_answer import FileAnswer
from ravine.server.http.routes.runs import RunId, find
from ravine.server.http.series import as_json, asked_for
from ravine.server.http.series_csv import as_csv
from ravine.server.http.series_parquet import MEDIA_TYPE, as_parquet
from ravine.server.problems import documented
from ravine.server.services import Given
from ravine.wire import limits
from ravine.wire.experiments import SeriesAnswer

router = APIRouter(prefix="/api/runs", tags=["training"], responses=documented(404, 422))

Names = Annotated[str, Query(max_length=2000, description="Columns, separated by commas.")]
FromStep = Annotated[
    int,
    Query(ge=0, le=limits.LAST_STEP, description="The first step wanted; 0 is before the first."),
]
MaxPoints = Annotated[
    int,
    Query(
        ge=5,
        le=limits.MAX_POINTS,
        description="Most rows of a column. Where there are more: of each bucket of equally many "
        "rows the first, the last, those of the least and of the largest finite value, and the "
        "first that is not finite.",
    ),
]
MaxRows = Annotated[
    int | None,
    Query(
        ge=5,
        le=limits.MAX_POINTS,
        description="Most rows of a column, chosen as for JSON; by default every row.",
    ),
]
Whole = Annotated[
    bool, Query(description="Every row, however many: `max_points` is then of no account.")
]


@router.get("/{run_id}/series", response_model=SeriesAnswer)
async def series(
    services: Given,
    run_id: RunId,
    names: Names = "loss,validation_loss",
    from_step: FromStep = 0,
    max_points: MaxPoints = limits.DEFAULT_POINTS,
    whole: Whole = False,
) -> Response:
    """Columns by name, each with the steps of its rows; long ones are thinned, which is said."""
    run = await find(services, run_id)
    most = None if whole else max_points
    asked = await asked_for(services.store, run, names, from_step, most)
    return StreamingResponse(as_json(asked), media_type="application/json")


@router.get(
    "/{run_id}/series.csv",
    response_class=Response,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
async def series_csv(
    services: Given,
    run_id: RunId,
    names: Names = "loss,validation_loss",
    from_step: FromStep = 0,
    max_points: MaxRows = None,
) -> Response:
    """The same as CSV: one row a step, a column for each layer; empty where there is no value.

    CSV has no place to say that rows were left out, so none are, unless `max_points` is given.
    """
    run = await find(services, run_id)
    asked = await asked_for(services.store, run, names, from_step, max_points)
    return FileAnswer(as_csv(asked), f"{run.id}.csv", "text/csv; charset=utf-8")


@router.get(
    "/{run_id}/series.parquet",
    response_class=Response,
    responses={
        200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}},
    },
)
async def series_parquet(
    services: Given,
    run_id: RunId,
    names: Names = "loss,validation_loss",
    from_step: FromStep = 0,
    max_points: MaxRows = None,
) -> Response:
    """The same as Parquet: rows and columns as in CSV, each number in the type it was measured in.

    Where there is no value there is null; a NaN is a NaN. The key `ravine` of the file's metadata
    holds JSON: `run_id`, `experiment_id`, the run's `settings`, what the `columns` mean, and, where
    `max_points` left some rows out, in `thinning` which are here (else null).
    """
    run = await find(services, run_id)
    asked = await asked_for(services.store, run, names, from_step, max_points)
    return FileAnswer(as_parquet(asked, run), f"{run.id}.parquet", MEDIA_TYPE)
