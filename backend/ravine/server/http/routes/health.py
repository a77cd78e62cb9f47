"""Whether the server answers."""

from fastapi import APIRouter

from ravine.server.runs.views import storage_of
from ravine.server.services import Given
from ravine.version import __version__
from ravine.wire.experiments import HealthAnswer

router = APIRouter(tags=["server"])


@router.get("/api/health")
async def health(services: Given) -> HealthAnswer:
    """Say that the server answers, which version it is, and whether it can store anything."""
    return HealthAnswer(status="ok", version=__version__, storage=storage_of(services.store))
