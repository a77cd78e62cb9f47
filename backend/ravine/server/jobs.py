"""Short jobs: asked by a request, answered by the interactive worker."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ravine.schemas.encoding import canonical
from ravine.server.services import Services
from ravine.workers.protocol import Job


async def answer(
    request: Request, services: Services, task: str, payload: Mapping[str, Any]
) -> Response:
    """Run a job and answer with its JSON.

    A page whose slider is moved asks again and again and drops the earlier requests: jobs that
    nobody waits for any more are taken out of the queue.
    """
    job = services.workers.submit("interactive", task, payload)
    watching = asyncio.create_task(cancel_when_gone(request, job))
    try:
        return json_response(await job.answer())
    finally:
        watching.cancel()


async def cached_answer(
    request: Request, services: Services, task: str, payload: Mapping[str, Any]
) -> Response:
    """The same for a job whose answer depends on nothing but its payload and is often asked."""
    question = canonical([task, payload])
    known = services.answers.get(question)
    if known is not None:
        return json_response(known)
    response = await answer(request, services, task, payload)
    services.answers.put(question, bytes(response.body))
    return response


async def cancel_when_gone(request: Request, job: Job) -> None:
    """Wait until the client is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    job.cancel()


def json_response(body: bytes) -> Response:
    """Bytes that are JSON already."""
    return Response(body, media_type="application/json")
