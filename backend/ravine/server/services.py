"""What routes work with."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from ravine.server.jobs.answers import AnswerCache
from ravine.server.jobs.room import Room
from ravine.server.runs.conductor import Conductor
from ravine.server.runs.hub import Hub
from ravine.server.runs.published import Published
from ravine.server.settings import Settings
from ravine.store import Store
from ravine.workers.protocol import Workers


@dataclass(frozen=True)
class Services:
    """The parts of a running server."""

    settings: Settings
    store: Store
    workers: Workers
    hub: Hub
    conductor: Conductor
    published: Published
    answers: AnswerCache = field(default_factory=AnswerCache)
    room: Room = field(default_factory=Room)

    @property
    def server(self) -> str:
        """The id of this server, new at each start."""
        return self.published.server


async def services_of(connection: HTTPConnection) -> Services:
    """The services of the application that a request or socket belongs to.

    Asynchronous, because FastAPI would call a plain function in a thread.
    """
    services: Services = connection.app.state.services
    return services


Given = Annotated[Services, Depends(services_of)]
