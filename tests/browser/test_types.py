"""The dashboard's types are generated from the server's present schema."""

import json
from pathlib import Path

from ravine.server.app import create_app
from ravine.server.http.openapi import whole_schema
from ravine.server.settings import Settings

KEPT = Path(__file__).parents[2] / "frontend" / "src" / "protocol" / "openapi.json"


def test_kept_schema_is_the_present_one() -> None:
    """If not: `python -m ravine.server.schema > openapi.json` there, then `npm run types`."""
    assert json.loads(KEPT.read_text()) == whole_schema(create_app(Settings()), names=False)
