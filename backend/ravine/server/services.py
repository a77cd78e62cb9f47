"""What routes work with."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from ravine.server.answers import AnswerCache
from ravine.server.conductor import Conductor
from ravine.server.hub import Hub
from ravine.server.settings import Settings
from ravine.store import Store
from ravine.store.ids import new_id
from ravine.workers.protocol import Workers


@dataclass(frozen=True)
class Services:
    """The parts of a running server."""

    settings: Settings
    store: Store
    workers: Workers
    hub: Hub
    conductor: Conductor
    answers: AnswerCache = field(default_factory=AnswerCache)
    epoch: str = field(default_factory=new_id)


async def services_of(connection: HTTPConnection) -> Services:
    """The services of the application that a request or socket belongs to.

    Asynchronous, because FastAPI would call a plain function in a thread.
    """
    services: Services = connection.app.state.services
    return services


Given = Annotated[Services, Depends(services_of)]
