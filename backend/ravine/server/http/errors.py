"""From exceptions to problem details."""

import logging
from difflib import get_close_matches
from typing import Any, Final, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from ravine.server.http.routes import page
from ravine.server.problems import Refusal, details, refuse, response
from ravine.server.security.headers import SECURITY_HEADERS
from ravine.store import DamagedError, DiskFullError, UnwritableError
from ravine.vocabulary.problems import Problem, Problems
from ravine.wire.validation import problems_of
from ravine.workers.protocol import JobError, TaskFailedError

log = logging.getLogger("ravine.server")

INVALID: Final = "Some of the request cannot be done; nothing was changed."
MAKE_ROOM: Final = (
    "Free some space on that disk, or delete experiments, which is possible all the same; "
    "then try again."
)
TRY_AGAIN: Final = "Try again when the database can be written to; the server tries by itself, too."
RESTORE: Final = (
    "Restore the database from a backup, or delete the experiment; the others are not affected."
)


def install(app: FastAPI) -> None:
    """Answer every exception with problem details."""
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(Problems, on_problems)
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(JobError, on_job_error)
    app.add_exception_handler(UnwritableError, on_unwritable)
    app.add_exception_handler(DamagedError, on_damaged)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_anything_else)


async def on_validation(_: Request, error: Exception) -> Response:
    """A value of the wrong type or size."""
    found = problems_of(cast(RequestValidationError, error).errors())
    return refuse(422, "invalid-request", INVALID, found)


async def on_problems(_: Request, error: Exception) -> Response:
    """A value without meaning."""
    return refuse(422, "invalid-request", INVALID, cast(Problems, error).problems)


async def on_refusal(_: Request, error: Exception) -> Response:
    """Something that a route says outright."""
    return response(cast(Refusal, error).details)


async def on_job_error(_: Request, error: Exception) -> Response:
    """A job without an answer."""
    if isinstance(error, TaskFailedError):
        return refuse(500, "task-failed", f"The computation ended with an error: {error}")
    return refuse(503, "worker-lost", f"{error} A new worker is started; please try again.")


async def on_unwritable(_: Request, error: Exception) -> Response:
    """What was asked for could not be stored."""
    if isinstance(error, DiskFullError):
        problem = Problem("", "The disk is full.", MAKE_ROOM)
        return refuse(507, "disk-full", f"{error} So this could not be stored.", [problem])
    problem = Problem("", "Nothing can be stored at present.", TRY_AGAIN)
    return refuse(503, "not-stored", f"{error} So this could not be stored.", [problem])


async def on_damaged(request: Request, error: Exception) -> Response:
    """What was asked for cannot be read any more."""
    log.error("%s %s met damaged data: %s", request.method, path_of(request), error)
    problem = Problem("", f"What {path_of(request)} asks for cannot be read any more.", RESTORE)
    return refuse(500, "damaged-data", str(error), [problem])


async def on_http(request: Request, error: Exception) -> Response:
    """No such route, or not with this method."""
    status = cast(HTTPException, error).status_code
    if status == 404:
        if astray := page.nowhere(request):
            return astray
        return refuse(
            404, "unknown-route", f"There is nothing at {path_of(request)}.", [hint(request)]
        )
    if status == 405:
        headers = cast(HTTPException, error).headers or {}
        allowed = allow(methods_of(request) or headers.get("Allow", "").split(", "))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"allow": allowed})
        text = f"{request.method} is not possible at {path_of(request)}. Possible: {allowed}."
        return response(details(405, "method-not-allowed", text), {"allow": allowed})
    return refuse(status, "invalid-request", str(cast(HTTPException, error).detail))


async def on_anything_else(request: Request, error: Exception) -> Response:
    """A mistake of the server. This response is sent from outside the guard."""
    log.error("%s %s failed", request.method, path_of(request), exc_info=error)
    text = "Ravine made a mistake. The server's log has the details."
    return response(details(500, "internal-error", text), dict(SECURITY_HEADERS))


def path_of(request: Request) -> str:
    """The path as it was asked for, cut to a length fit for a sentence."""
    return request.url.path[:200]


def methods_of(request: Request) -> list[str]:
    """The methods of the API at this address; of several routes with one address, all."""
    schema: dict[str, Any] = request.app.openapi()
    return [
        method.upper()
        for path, methods in schema["paths"].items()
        if compile_path(path)[0].match(request.url.path)
        for method in methods
    ]


def allow(methods: list[str]) -> str:
    """The value of Allow: HEAD is wherever GET is, OPTIONS everywhere."""
    also = ["HEAD", "OPTIONS"] if "GET" in methods else ["OPTIONS"]
    return ", ".join(dict.fromkeys([*methods, *also]))


def hint(request: Request) -> Problem:
    """Which address may have been meant."""
    schema: dict[str, Any] = request.app.openapi()
    close = get_close_matches(request.url.path, list(schema["paths"]), n=1, cutoff=0.6)
    remedy = f"Did you mean {close[0]}?" if close else "The API is described at /docs."
    return Problem("", "Unknown address.", remedy)
