import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from ravine.server.runs.once import Once


class Maker:
    """Makes values of a key when it is let go; counts."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.may = asyncio.Event()
        self.fails = False

    def make(self, key: str) -> Callable[[], Coroutine[Any, Any, str]]:
        async def making() -> str:
            self.made.append(key)
            await self.may.wait()
            if self.fails:
                raise OSError("the disk is gone")
            return key.upper()

        return making


def test_all_who_ask_at_once_or_later_share_one_value() -> None:
    async def play() -> None:
        once, maker = Once[str, str](10, len), Maker()
        asking = [asyncio.create_task(once.get("a", maker.make("a"))) for _ in range(50)]
        await asyncio.sleep(0)
        maker.may.set()
        assert await asyncio.gather(*asking) == ["A"] * 50
        assert await once.get("a", maker.make("a")) == "A"
        assert maker.made == ["a"]

    asyncio.run(play())


def test_who_stops_waiting_stops_nobody_else() -> None:
    async def play() -> None:
        once, maker = Once[str, str](10, len), Maker()
        first, second = (asyncio.create_task(once.get("a", maker.make("a"))) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        maker.may.set()
        assert await second == "A"
        assert first.cancelled()

    asyncio.run(play())


def test_a_failure_is_told_to_all_who_wait_and_tried_again_by_the_next() -> None:
    async def play() -> None:
        once, maker = Once[str, str](10, len), Maker()
        maker.fails = True
        maker.may.set()
        asking = [once.get("a", maker.make("a")) for _ in range(3)]
        found = await asyncio.gather(*asking, return_exceptions=True)
        assert [type(one) for one in found] == [OSError] * 3
        maker.fails = False
        assert await once.get("a", maker.make("a")) == "A"
        assert maker.made == ["a", "a"]

    asyncio.run(play())


def test_what_is_forgotten_in_the_making_is_made_anew() -> None:
    async def play() -> None:
        once, maker = Once[str, str](10, len), Maker()
        early = asyncio.create_task(once.get("a", maker.make("a")))
        await asyncio.sleep(0)
        once.forget("a")
        late = asyncio.create_task(once.get("a", maker.make("a")))
        await asyncio.sleep(0)
        maker.may.set()
        assert [await early, await late] == ["A", "A"]
        assert maker.made == ["a", "a"]

    asyncio.run(play())


@pytest.mark.parametrize("again", ["a", "b"])
def test_what_was_not_asked_for_longest_goes_first(again: str) -> None:
    async def play() -> None:
        once, maker = Once[str, str](2, len), Maker()
        maker.may.set()
        for key in ("a", "b", again, "c"):
            await once.get(key, maker.make(key))
        await asyncio.sleep(0)
        maker.made.clear()
        for key in ("c", again):
            await once.get(key, maker.make(key))
        assert maker.made == []
        gone = "b" if again == "a" else "a"
        await once.get(gone, maker.make(gone))
        assert maker.made == [gone]

    asyncio.run(play())
