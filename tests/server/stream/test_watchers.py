"""Many watchers of one run cost the store what one costs."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
from starlette.websockets import WebSocket
from tests.server.stream.framing import decode_frame

from ravine.server.runs.hub import Hub
from ravine.server.runs.pace import LONGEST_S, Pace
from ravine.server.runs.published import Published
from ravine.server.services import Services
from ravine.server.stream.connection import Connection
from ravine.server.stream.subscription import Subscription
from ravine.store import NewRun, Store
from ravine.wire.frames import Frame, encode_columns

STEPS, FRAMES = 50, 20
# What is told of a run names what it is judged by.
HEADLINE = {"name": "r2", "title": "R²", "summary": "", "better": "higher", "unit": ""}


class Counting(Store):
    """A store that counts what it is asked."""

    def __init__(self, database: str) -> None:
        super().__init__(database)
        self.asked: Counter[str] = Counter()

    async def _read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.asked[query.__name__] += 1
        return await super()._read(query, *args, **kwargs)


class Watcher:
    """A socket that keeps what it is sent and acknowledges it at once."""

    def __init__(self, run_id: str, max_points: int | None) -> None:
        self.frames: list[bytes] = []
        self.complete = asyncio.Event()
        self.subscription = Subscription(run_id, 1, -1, max_points)
        self.connection: Connection

    def join(self, services: Services) -> Coroutine[Any, Any, None]:
        self.connection = Connection(cast(WebSocket, self), services)
        services.hub.join(self.connection)
        self.connection.subscribe(self.subscription)
        return self.connection.send_forever()

    async def send_bytes(self, data: bytes) -> None:
        self.frames.append(data)
        self.connection.acknowledge(len(self.frames))
        await asyncio.sleep(0)

    async def send_text(self, text: str) -> None:
        if '"complete"' in text:
            self.complete.set()


def frames() -> list[Frame]:
    made = []
    for first in range(1, STEPS * FRAMES, STEPS):
        step = np.arange(first, first + STEPS)
        columns = {"loss": (1 / step).astype("f4"), "norms": np.stack([step, -step], 1)}
        made.append(Frame("steps", first, STEPS, *encode_columns(columns)))
    return made


def watched(
    path: Path, count: int, max_points: int | None = None
) -> tuple[list[Watcher], Counting]:
    """A run that `count` sockets watched from its first step to its end."""

    async def play() -> tuple[list[Watcher], Counting]:
        store = Counting(str(path))
        hub, published = Hub(), Published(store)
        hub.join(published)
        new = NewRun("A", {}, {"headline": HEADLINE}, STEPS * FRAMES)
        (run,) = (await store.create_experiment("watched", [new])).runs
        conductor = SimpleNamespace(active=frozenset())
        services = SimpleNamespace(
            store=store, hub=hub, conductor=conductor, published=published, server="now"
        )
        watchers = [Watcher(run.id, max_points) for _ in range(count)]
        sending = [
            asyncio.create_task(watcher.join(cast(Services, services))) for watcher in watchers
        ]
        for frame in frames():
            await store.append(run.id, frame, {})
            hub.touch(run.id)
        await store.update_run(run.id, status="finished", sentence="Done.")
        hub.touch(run.id)
        async with asyncio.timeout(60):
            await asyncio.gather(*(watcher.complete.wait() for watcher in watchers))
        for task in sending:
            task.cancel()
        store.close()
        return watchers, store

    return asyncio.run(play())


def test_eighty_watchers_read_no_more_than_the_frames_there_are(tmp_path: Path) -> None:
    watchers, store = watched(tmp_path / "store.sqlite3", 80)
    rounds = FRAMES + 2
    assert store.asked["read_steps"] <= rounds
    assert store.asked["find"] <= rounds
    for watcher in watchers:
        loss: list[float] = []
        for seq, data in enumerate(watcher.frames, 1):
            header, arrays = decode_frame(data)
            assert (header["seq"], header["first_step"]) == (seq, len(loss) + 1)
            loss += arrays["loss"].tolist()
        assert loss == (1 / np.arange(1, STEPS * FRAMES + 1)).astype("f4").tolist()


def test_those_who_want_fewer_rows_share_theirs(tmp_path: Path) -> None:
    watchers, store = watched(tmp_path / "store.sqlite3", 30, max_points=10)
    assert store.asked["read_steps"] <= FRAMES + 2
    for watcher in watchers:
        headers = [decode_frame(data)[0] for data in watcher.frames]
        assert sum(header["steps"] for header in headers) == STEPS * FRAMES
        assert all(header["rows"] <= 10 for header in headers)


class Time:
    """Clocks that are set by hand."""

    def __init__(self) -> None:
        self.now, self.busy = 100.0, 7.0

    def pace(self) -> Pace:
        return Pace(lambda: self.now, lambda: self.busy)


def test_what_costs_little_is_told_at_once_and_what_costs_much_takes_a_quarter_of_the_time() -> (
    None
):
    time = Time()
    pace = time.pace()
    assert pace.wait_s() == 0
    pace.tell()
    assert pace.wait_s() == 0
    time.busy += 0.02
    assert round(pace.wait_s(), 6) == 0.08
    time.now += 0.05
    assert round(pace.wait_s(), 6) == 0.03
    time.busy += 5.0
    assert round(pace.wait_s(), 6) == round(LONGEST_S - 0.05, 6)
    time.now += LONGEST_S
    assert pace.wait_s() == 0


class Listener:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def touched(self, run_id: str) -> None:
        self.told.append(run_id)

    def removed(self, run_id: str) -> None:
        self.told.append(f"no {run_id}")

    def storage_changed(self) -> None:
        self.told.append("storage")


def test_news_that_wait_are_told_together_and_not_of_what_was_deleted() -> None:
    async def play() -> None:
        time, listener = Time(), Listener()
        hub = Hub(time.pace())
        hub.join(listener)
        hub.touch("a")
        assert listener.told == ["a"]
        time.busy += 0.001
        for run_id in ("a", "b", "a", "c"):
            hub.touch(run_id)
        hub.remove("c")
        assert listener.told == ["a", "no c"]
        time.now += 1.0
        while len(listener.told) < 4:
            await asyncio.sleep(0)
        assert sorted(listener.told[2:]) == ["a", "b"]

    asyncio.run(play())
