"""Values that many ask for and one makes."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from functools import partial
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Once(Generic[K, V]):
    """Makes a value once for all who ask for it, be it at the same time or later.

    Who stops waiting stops nobody else; a value that could not be made is tried again by the next.

    Args:
        capacity: how much is kept; what was not asked for longest goes first.
        size: how much of it a value takes.
    """

    def __init__(self, capacity: int, size: Callable[[V], int]) -> None:
        self._capacity = capacity
        self._size = size
        self._made: OrderedDict[K, asyncio.Task[V]] = OrderedDict()
        self._sizes: dict[K, int] = {}
        self._held = 0

    async def get(self, key: K, make: Callable[[], Coroutine[Any, Any, V]]) -> V:
        """The value of a key; `make` is called where nobody has asked for it yet."""
        task = self._made.get(key)
        if task is None:
            task = self._made[key] = asyncio.create_task(make())
            task.add_done_callback(partial(self._keep, key))
        self._made.move_to_end(key)
        return await asyncio.shield(task)

    def forget(self, key: K) -> None:
        """The next who asks gets a value that is made from now on."""
        if self._made.pop(key, None) is not None:
            self._held -= self._sizes.pop(key, 0)

    def _keep(self, key: K, task: asyncio.Task[V]) -> None:
        if self._made.get(key) is not task:
            return
        if task.cancelled() or task.exception() is not None:
            self.forget(key)
            return
        self._sizes[key] = self._size(task.result())
        self._held += self._sizes[key]
        while self._held > self._capacity:
            self.forget(next(iter(self._made)))
