"""What a dataset looks like."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from ravine.schemas.resolve_training import resolve_dataset
from ravine.schemas.training import DatasetRequest, ImagesPreview, PointsPreview
from ravine.server.jobs import cached_answer
from ravine.server.problems import documented
from ravine.server.services import Given

router = APIRouter(tags=["training"], responses=documented(422, 503))


@router.post("/api/datasets/preview", response_model=PointsPreview | ImagesPreview)
async def preview(request: Request, services: Given, body: DatasetRequest) -> Response:
    """Examples of a dataset."""
    return await cached_answer(request, services, "dataset", resolve_dataset(body))
