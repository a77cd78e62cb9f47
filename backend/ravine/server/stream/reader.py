"""What a client says, and what follows from it."""

import asyncio
from typing import Final

from pydantic import ValidationError
from starlette.websockets import WebSocket

from ravine.server.http.strict_json import UnreadableError, read_json
from ravine.server.problems import details
from ravine.server.services import Services
from ravine.server.stream.connection import Connection
from ravine.server.stream.subscription import Subscription
from ravine.store import DamagedError
from ravine.vocabulary.problems import Problem
from ravine.wire.limits import IDLE_SOCKET_S
from ravine.wire.stream import (
    Ack,
    ClientMessage,
    Subscribe,
    Unsubscribe,
    Watch,
)
from ravine.wire.validation import problems_of

MOST_SUBSCRIPTIONS: Final = 64
ABUSE: Final = 1008
# The page opens a new socket when it is told this, and says nothing of it.
IDLE: Final = 4408


async def read_forever(
    socket: WebSocket,
    connection: Connection,
    services: Services,
    patience_s: float = IDLE_SOCKET_S,
) -> None:
    """Hear messages until the client is gone, talks too much nonsense, or wants nothing."""
    while not connection.overwhelmed:
        try:
            async with asyncio.timeout(None if connection.wanted else patience_s):
                received = await socket.receive()
        except TimeoutError:
            await socket.close(IDLE, f"Nothing was subscribed to for {patience_s:g} seconds.")
            return
        if received["type"] == "websocket.disconnect":
            return
        await hear(received.get("text"), connection, services)
    await socket.close(ABUSE, "Too many messages without listening to the answers.")


async def hear(text: str | None, connection: Connection, services: Services) -> None:
    """Deal with one message; None stands for a binary one."""
    if text is None:
        complain(connection, "malformed-json", "Send text messages; binary ones mean nothing here.")
        return
    try:
        message = ClientMessage.model_validate(read_json(text)).root
    except UnreadableError as error:
        complain(connection, "malformed-json", f"The message: {error}", [error.problem])
    except ValidationError as error:
        # The location begins with the message's type, which is no part of the message's structure.
        found = [{**one, "loc": one["loc"][1:]} for one in error.errors(include_url=False)]
        problems = problems_of(found)
        complain(connection, "invalid-request", "The message cannot be understood.", problems)
    else:
        try:
            await act(message, connection, services)
        except DamagedError as error:
            connection.complain(details(500, "damaged-data", str(error)))


async def act(
    message: Subscribe | Unsubscribe | Ack | Watch, connection: Connection, services: Services
) -> None:
    """Do what a message asks for."""
    match message:
        case Subscribe():
            await subscribe(message, connection, services)
        case Unsubscribe(run_id=run_id):
            connection.unsubscribe(run_id)
        case Watch(on=on):
            connection.watch(on)
        case Ack(seq=seq) if seq <= connection.sent:
            connection.acknowledge(seq)
        case Ack(seq=seq):
            remedy = f"The last frame sent is {connection.sent}."
            problem = Problem("/seq", f"There is no frame {seq}.", remedy)
            complain(connection, "invalid-request", "This was never sent.", [problem])


async def subscribe(asked: Subscribe, connection: Connection, services: Services) -> None:
    """Begin to send a run, unless the cursor is of no use."""
    # Another server that shares the database may have gone on with the run unheard.
    services.published.touched(asked.run_id)
    if asked.server is not None and asked.server != services.server:
        connection.resync(asked.run_id, "unknown_server")
    elif await services.published.standing(asked.run_id) is None:
        connection.resync(asked.run_id, "unknown_run")
    elif len(connection.subscriptions) >= MOST_SUBSCRIPTIONS:
        problem = Problem("/run_id", "Too many runs at once.", "Unsubscribe from others first.")
        text = f"A connection carries up to {MOST_SUBSCRIPTIONS} runs."
        complain(connection, "invalid-request", text, [problem])
    else:
        connection.subscribe(
            Subscription(asked.run_id, asked.from_step, asked.from_snapshot, asked.max_points)
        )


def complain(
    connection: Connection, slug: str, text: str, problems: list[Problem] | None = None
) -> None:
    """Tell the client what was wrong."""
    status = 422 if slug == "invalid-request" else 400
    connection.complain(details(status, slug, text, problems or []))
