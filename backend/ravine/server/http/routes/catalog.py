"""Everything that can be chosen."""

from functools import lru_cache

from fastapi import APIRouter
from starlette.responses import Response

from ravine.server.http.asking import json_response
from ravine.wire.catalog import whole_catalog
from ravine.wire.encoding import encode
from ravine.wire.entries import CatalogAnswer

router = APIRouter(tags=["catalog"])


@router.get("/api/catalog", response_model=CatalogAnswer)
async def catalog() -> Response:
    """List surfaces, optimizers, schedules, datasets and the rest, with their parameters."""
    return json_response(encoded_catalog())


@lru_cache(maxsize=1)
def encoded_catalog() -> bytes:
    """The catalog never changes while the server runs."""
    return encode(whole_catalog().model_dump())
