"""One socket: hears the client, and sends what is due from the store."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Final, Literal, TypeAlias

from pydantic import BaseModel
from starlette.websockets import WebSocket

from ravine.server.problems import details
from ravine.server.runs.views import storage_of
from ravine.server.services import Services
from ravine.server.stream.statuses import StatusSchedule
from ravine.server.stream.subscription import Subscription
from ravine.store import DamagedError, Run
from ravine.version import __version__
from ravine.wire.encoding import encode_plain
from ravine.wire.problems import ProblemDetails
from ravine.wire.stream import (
    Complete,
    ProblemMessage,
    Removed,
    Resync,
    StorageMessage,
    Welcome,
)

CREDIT: Final = 2
MOST_UNSAID: Final = 64

Unsaid: TypeAlias = deque[BaseModel]


class Connection:
    """Holds cursors, never data: what a slow client has not got yet stays in the store.

    `touched` and `removed` are called by the hub, the methods that answer messages by the reader;
    all of them only note what changed. `send_due` runs alone in the sender's task.
    """

    def __init__(self, socket: WebSocket, services: Services) -> None:
        self._socket = socket
        self._services = services
        self.subscriptions: dict[str, Subscription] = {}
        self.statuses = StatusSchedule()
        self.watching = False
        self.sent = 0
        self.acknowledged = 0
        self._unsaid: Unsaid = deque()
        self._wake = asyncio.Event()
        self.say(Welcome(server=services.server, version=__version__, credit=CREDIT))

    def touched(self, run_id: str) -> None:
        """There are new frames, or a new status."""
        subscription = self.subscriptions.get(run_id)
        if subscription is not None:
            subscription.dirty = True
        if subscription is not None or self.watching:
            self.statuses.note(run_id)
            self._wake.set()

    def removed(self, run_id: str) -> None:
        """The run was deleted."""
        if self.subscriptions.pop(run_id, None) is not None or self.watching:
            self.say(Removed(run_id=run_id))
        self.statuses.forget(run_id)

    def storage_changed(self) -> None:
        """Storing has become possible or impossible."""
        self.say(StorageMessage(storage=storage_of(self._services.store)))

    def say(self, message: BaseModel) -> None:
        """Send this message soon."""
        self._unsaid.append(message)
        self._wake.set()

    def complain(self, found: ProblemDetails) -> None:
        """Say soon what is wrong."""
        self.say(ProblemMessage(problem=found.type, **found.model_dump(exclude={"type"})))

    @property
    def overwhelmed(self) -> bool:
        """Whether the client causes more messages than it takes."""
        return len(self._unsaid) > MOST_UNSAID

    @property
    def wanted(self) -> bool:
        """Whether the client asked for anything."""
        return self.watching or bool(self.subscriptions)

    def subscribe(self, subscription: Subscription) -> None:
        """Send a run from a cursor on."""
        self.subscriptions[subscription.run_id] = subscription
        self.touched(subscription.run_id)

    def unsubscribe(self, run_id: str) -> None:
        """Send no more of a run."""
        self.subscriptions.pop(run_id, None)
        if not self.watching:
            self.statuses.forget(run_id)

    def watch(self, on: bool) -> None:
        """Report every run, beginning with those under way."""
        self.watching = on
        for run_id in self._services.conductor.active if on else ():
            self.touched(run_id)

    def acknowledge(self, seq: int) -> None:
        """Frames up to `seq` have been dealt with."""
        self.acknowledged = max(self.acknowledged, seq)
        self._wake.set()

    async def send_forever(self) -> None:
        """Send whatever is due, then wait until something is."""
        while True:
            self._wake.clear()
            if not await self.send_due():
                await self._sleep()

    async def send_due(self) -> bool:
        """Send messages, statuses and at most one frame of each run; whether there were any."""
        sent = False
        while self._unsaid:
            await self._send_message(self._unsaid.popleft())
        for run_id in self.statuses.take_changed():
            sent |= await self._unless_damaged(run_id, self._send_status(run_id))
        for subscription in list(self.subscriptions.values()):
            if subscription.dirty and not subscription.complete and self._has_credit:
                data = self._send_data(subscription)
                sent |= await self._unless_damaged(subscription.run_id, data)
        return sent

    async def _unless_damaged(self, run_id: str, sending: Coroutine[None, None, bool]) -> bool:
        """Send something; a run that cannot be read is given up, and the client is told."""
        try:
            return await sending
        except DamagedError as error:
            self.subscriptions.pop(run_id, None)
            self.statuses.forget(run_id)
            self.complain(details(500, "damaged-data", str(error)))
            return True

    @property
    def _has_credit(self) -> bool:
        return self.sent - self.acknowledged < CREDIT

    async def _sleep(self) -> None:
        try:
            async with asyncio.timeout(self.statuses.wait_s()):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _send_message(self, message: BaseModel) -> None:
        await self._socket.send_text(encode_plain(message.model_dump()).decode())

    async def _send_status(self, run_id: str) -> bool:
        standing = await self._services.published.standing(run_id)
        if standing is None:
            self.statuses.forget(run_id)
            return False
        if not self.statuses.is_due(run_id, standing.run.status):
            self.statuses.note(run_id)
            return False
        self.statuses.report(run_id, standing.run.status)
        await self._socket.send_text(standing.status)
        return True

    async def _send_data(self, subscription: Subscription) -> bool:
        """Send the run's next frame, or say that it is complete."""
        subscription.dirty = False
        standing = await self._services.published.standing(subscription.run_id)
        if standing is None:
            return False
        run = standing.run
        frame = await subscription.next_frame(self._services.published, run)
        if frame is not None:
            subscription.dirty = True
            self.sent += 1
            await self._socket.send_bytes(frame.numbered(self.sent))
            return True
        if run.ended:
            await self._complete(subscription, run)
        return run.ended

    async def _complete(self, subscription: Subscription, run: Run) -> None:
        subscription.complete = True
        await self._send_message(
            Complete(run_id=run.id, last_step=run.step, last_snapshot=run.last_snapshot)
        )

    def resync(self, run_id: str, reason: Literal["unknown_run", "unknown_server"]) -> None:
        """Tell the client that its cursor is of no use."""
        self.say(Resync(run_id=run_id, reason=reason, server=self._services.server))
