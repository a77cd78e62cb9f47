"""The OpenAPI schema with the socket's messages in it.

`python -m ravine.server.openapi` prints it; the dashboard's types are generated from that.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from ravine import __version__
from ravine.schemas.problems import ProblemDetails
from ravine.schemas.stream import ClientMessage, ServerMessage
from ravine.server.problems import documented

DESCRIPTION: Final = (
    "Optimizers on surfaces and in small network trainings. A run's frames come over the socket "
    "/api/stream: JSON text messages as in ClientMessage and ServerMessage, and binary frames. "
    "Errors are problem details (RFC 9457)."
)


def install(app: FastAPI) -> None:
    """Make `app.openapi()` return the whole schema; it is made once."""
    made: list[dict[str, Any]] = []

    def openapi() -> dict[str, Any]:
        if not made:
            made.append(whole_schema(app))
        return made[0]

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI documents this very assignment


def whole_schema(app: FastAPI) -> dict[str, Any]:
    """FastAPI's schema, the socket's messages, and problem details for every refused request."""
    schema = get_openapi(
        title="Ravine", version=__version__, description=DESCRIPTION, routes=app.routes
    )
    _, extra = models_json_schema(
        [
            (ClientMessage, "validation"),
            (ServerMessage, "serialization"),
            (ProblemDetails, "serialization"),
        ],
        ref_template="#/components/schemas/{model}",
    )
    components: dict[str, Any] = schema.setdefault("components", {}).setdefault("schemas", {})
    for name, definition in extra["$defs"].items():
        components.setdefault(name, definition)
    for replaced in ("HTTPValidationError", "ValidationError"):
        components.pop(replaced, None)
    for operation in operations(schema):
        if "422" in operation["responses"]:
            operation["responses"]["422"] = documented(422)[422]
    return schema


def operations(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What is said of every route."""
    for methods in schema["paths"].values():
        yield from methods.values()


def main() -> None:
    """Print the schema."""
    from ravine.server.app import create_app

    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    sys.stdout.write(orjson.dumps(create_app().openapi(), option=options).decode())


if __name__ == "__main__":
    main()
