"""Short jobs: asked by a request, answered by the interactive worker."""

import asyncio

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from ravine.server.services import Services
from ravine.wire.encoding import canonical
from ravine.workers.protocol import Job


async def answer(request: Request, services: Services, task: str, plan: BaseModel) -> Response:
    """Run a job and answer with its JSON.

    A page whose slider is moved asks again and again and drops the earlier requests: jobs that
    nobody waits for any more are taken out of the queue.

    Raises:
        Refusal: too many jobs wait already.
    """
    with services.room.for_one():
        job = services.workers.submit("interactive", task, plan)
        watching = asyncio.create_task(cancel_when_gone(request, job))
        try:
            return json_response(await job.answer())
        finally:
            watching.cancel()


async def cached_answer(
    request: Request, services: Services, task: str, plan: BaseModel
) -> Response:
    """The same for a job whose answer depends on nothing but its plan and is often asked."""
    question = canonical([task, plan.model_dump()])
    known = services.answers.get(question)
    if known is not None:
        return json_response(known)
    response = await answer(request, services, task, plan)
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
