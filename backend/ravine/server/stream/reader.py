"""What a client says, and what follows from it."""

from typing import Final

import orjson
from pydantic import ValidationError
from starlette.websockets import WebSocket

from ravine.core.problems import Problem
from ravine.schemas.stream import (
    Ack,
    ClientMessage,
    ProblemMessage,
    Subscribe,
    Unsubscribe,
    Watch,
)
from ravine.schemas.validation import problems_of
from ravine.server.problems import details
from ravine.server.services import Services
from ravine.server.stream.connection import Connection
from ravine.server.stream.subscription import Subscription

MOST_SUBSCRIPTIONS: Final = 64
ABUSE: Final = 1008


async def read_forever(socket: WebSocket, connection: Connection, services: Services) -> None:
    """Hear messages until the client is gone or talks too much nonsense."""
    while not connection.overwhelmed:
        received = await socket.receive()
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
        message = ClientMessage.model_validate(orjson.loads(text)).root
    except orjson.JSONDecodeError as error:
        complain(connection, "malformed-json", f"The message is not JSON: {error}.")
    except ValidationError as error:
        # The location begins with the message's type, which is no part of the message's structure.
        found = [{**one, "loc": one["loc"][1:]} for one in error.errors(include_url=False)]
        problems = problems_of(found)
        complain(connection, "invalid-request", "The message cannot be understood.", problems)
    else:
        await act(message, connection, services)


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
    if asked.epoch is not None and asked.epoch != services.epoch:
        connection.resync(asked.run_id, "unknown_epoch")
    elif await services.store.run(asked.run_id) is None:
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
    found = details(422 if slug == "invalid-request" else 400, slug, text, problems or [])
    fields = found.model_dump(exclude={"type"})
    connection.say(ProblemMessage(problem=found.type, **fields))
