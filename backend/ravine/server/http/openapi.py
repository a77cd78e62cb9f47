"""The OpenAPI schema with the socket's messages in it."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from ravine.server.http import manual
from ravine.server.problems import documented
from ravine.version import __version__
from ravine.wire.problems import ProblemDetails
from ravine.wire.stream import ClientMessage, ServerMessage

DESCRIPTION: Final = (
    "Optimizers on surfaces and in small network trainings. A run's frames come over the socket "
    "/api/stream: JSON text messages as in ClientMessage and ServerMessage, and binary frames. "
    "HEAD is answered wherever GET is, and OPTIONS, like every 405, says in Allow what else is. "
    "Errors are problem details (RFC 9457). On loopback no token is needed unless one is set."
)


def install(app: FastAPI) -> None:
    """Make `app.openapi()` return the whole schema; it is made once."""
    made: list[dict[str, Any]] = []

    def openapi() -> dict[str, Any]:
        if not made:
            made.append(whole_schema(app))
        return made[0]

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI documents this very assignment


def whole_schema(app: FastAPI, *, names: bool = True) -> dict[str, Any]:
    """FastAPI's schema, the socket's messages, and what makes it a manual.

    Args:
        app: the application.
        names: whether to list the names of catalog entries.
    """
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
    for _, _, operation in manual.operations(schema):
        if "422" in operation["responses"]:
            operation["responses"]["422"] = documented(422)[422]
    manual.complete(schema)
    if names:
        manual.name_the_known(components)
    return schema
