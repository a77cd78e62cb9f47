"""Surfaces and comparisons of optimizers on them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from ravine.jobs.landscapes.resolve import resolve_compare, resolve_surface
from ravine.server.http.asking import answer, cached_answer
from ravine.server.problems import documented
from ravine.server.services import Given
from ravine.wire.landscape import CompareAnswer, CompareRequest, SurfaceAnswer, SurfaceRequest

router = APIRouter(prefix="/api/landscape", tags=["landscape"], responses=documented(422, 429, 503))


@router.post("/compare", response_model=CompareAnswer)
async def compare(request: Request, services: Given, body: CompareRequest) -> Response:
    """Run several optimizers from one start; answers with every step of every path."""
    return await answer(request, services, "compare", resolve_compare(body))


@router.post("/surface", response_model=SurfaceAnswer)
async def surface(request: Request, services: Given, body: SurfaceRequest) -> Response:
    """Values of a surface on a grid, to be drawn."""
    return await cached_answer(request, services, "surface", resolve_surface(body))
