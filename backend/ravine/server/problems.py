"""Every error as RFC 9457 problem details: what was wrong, where, what would be right."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

import orjson
from starlette.responses import Response

from ravine.vocabulary.problems import Problem
from ravine.wire.problems import ProblemDetails, ProblemError

MEDIA_TYPE: Final = "application/problem+json"

EXPLANATIONS: Final[Mapping[str, str]] = {
    "invalid-request": "The request is well-formed, but some of it cannot be done.",
    "malformed-json": "The body, or a message on the socket, is not JSON.",
    "unsupported-media-type": "Bodies are JSON and say so in Content-Type.",
    "too-large": "The body is larger than this server reads.",
    "too-slow": "The request did not arrive within the seconds that the server waits for it.",
    "cut-off": "Less of the body arrived than the request announced; nothing was done.",
    "too-many-jobs": "As many comparisons and drawings as there may be are under way or waiting.",
    "too-many-runs": "As many runs as there may be are under way or waiting.",
    "unknown-route": "There is nothing at this address.",
    "method-not-allowed": "The address exists, but not for this method.",
    "unknown-run": "There is no run with this id; perhaps it was deleted.",
    "unknown-experiment": "There is no experiment with this id; perhaps it was deleted.",
    "unknown-snapshot": "The run has no snapshot of this step.",
    "elsewhere": "The run belongs to another Ravine process that shares the database.",
    "disk-full": "The disk that holds the database is full; what is stored can still be read.",
    "not-stored": "Nothing can be stored at present; what is stored can still be read.",
    "damaged-data": "Some of what is stored cannot be read any more.",
    "worker-lost": "The process that did the work died, hung or used too much memory.",
    "task-failed": "The computation ended with an error.",
    "foreign-host": "The server answers to the names it knows only.",
    "foreign-origin": "Another site's page may not do this.",
    "token-required": "Every request must bear the server's token.",
    "page-not-built": "This installation lacks the dashboard.",
    "internal-error": "Ravine made a mistake; its log says more.",
}


# Python's versions name these differently; the schema should not depend on that.
PHRASES: Final[Mapping[int, str]] = {413: "Content Too Large", 422: "Unprocessable Content"}


class Refusal(Exception):  # noqa: N818 (what the client is told, not a fault of the server)
    """Ends a request with a problem."""

    def __init__(self, status: int, slug: str, detail: str, errors: Iterable[Problem] = ()) -> None:
        super().__init__(detail)
        self.details = details(status, slug, detail, errors)


def details(status: int, slug: str, detail: str, errors: Iterable[Problem] = ()) -> ProblemDetails:
    """Problem details of a known kind."""
    assert slug in EXPLANATIONS
    return ProblemDetails(
        type=f"/problems/{slug}",
        title=phrase(status),
        status=status,
        detail=detail,
        errors=[
            ProblemError(pointer=error.pointer, message=error.message, remedy=error.remedy)
            for error in errors
        ],
    )


def phrase(status: int) -> str:
    """What a status is called (RFC 9110)."""
    return PHRASES.get(status) or HTTPStatus(status).phrase


def response(problem: ProblemDetails, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as an HTTP response."""
    return Response(encoded(problem), problem.status, headers, MEDIA_TYPE)


def encoded(problem: ProblemDetails) -> bytes:
    """The problem as JSON."""
    return orjson.dumps(problem.model_dump())


def refuse(status: int, slug: str, detail: str, errors: Iterable[Problem] = ()) -> Response:
    """A response with a problem."""
    return response(details(status, slug, detail, errors))


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For a route's documentation: these statuses are answered with a problem."""
    return {
        status: {
            "description": phrase(status),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status in statuses
    }
