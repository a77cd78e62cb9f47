"""Everything that can be chosen."""

from functools import lru_cache

from fastapi import APIRouter
from starlette.responses import Response

from ravine.schemas.catalog import CatalogAnswer, whole_catalog
from ravine.schemas.encoding import encode
from ravine.server.jobs import json_response

router = APIRouter(tags=["catalog"])


@router.get("/api/catalog", response_model=CatalogAnswer)
async def catalog() -> Response:
    """List surfaces, optimizers, schedules, datasets and the rest, with their parameters."""
    return json_response(encoded_catalog())


@lru_cache(maxsize=1)
def encoded_catalog() -> bytes:
    """The catalog never changes while the server runs."""
    return encode(whole_catalog().model_dump())
