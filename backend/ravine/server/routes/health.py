"""Whether the server answers."""

from fastapi import APIRouter

from ravine import __version__
from ravine.schemas.experiments import HealthAnswer

router = APIRouter(tags=["server"])


@router.get("/api/health")
async def health() -> HealthAnswer:
    """Say that the server answers, and which version it is."""
    return HealthAnswer(status="ok", version=__version__)
