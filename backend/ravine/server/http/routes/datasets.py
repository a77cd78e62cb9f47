"""What a dataset looks like."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from ravine.jobs.trainings.resolve import resolve_dataset
from ravine.server.http.asking import cached_answer
from ravine.server.problems import documented
from ravine.server.services import Given
from ravine.wire.previews import AnyPreview
from ravine.wire.training import DatasetRequest

router = APIRouter(tags=["training"], responses=documented(422, 429, 503))


@router.post("/api/datasets/preview", response_model=AnyPreview)
async def preview(request: Request, services: Given, body: DatasetRequest) -> Response:
    """Examples of a dataset."""
    return await cached_answer(request, services, "dataset", resolve_dataset(body))
