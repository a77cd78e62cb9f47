"""Strictness for every test, one compile cache for all, and what runs beside what.

No silent broadcasting, shapes checked, examples repeatable.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.shapes import check_annotations

check_annotations()

from ravine.workers.jax_setup import set_up  # noqa: E402 (imports what is to be checked)

# Before JAX is imported. Every process that a test starts inherits it through the environment.
set_up(Path(__file__).parents[1] / ".pytest_cache" / "jax")

import jax  # noqa: E402
from tests.server.live import LiveServer, live_server  # noqa: E402

from ravine.workers.options import TASKS  # noqa: E402

jax.config.update("jax_numpy_rank_promotion", "raise")

# Same examples every time; on a busy machine an example may take long.
settings.register_profile("ravine", deadline=None, derandomize=True)
settings.load_profile("ravine")

# Who uses one of these has a browser; who uses one of those, a server.
BROWSER = {"visit", "playwright"}
SERVERS = {"server", "fake", "real"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is to run alone; the browser comes last.

    Its event loop stands in the way of tests that have one of their own.
    """
    for item in items:
        if (BROWSER | SERVERS) & fixtures_of(item):
            item.add_marker("alone")
    items.sort(key=lambda item: not BROWSER.isdisjoint(fixtures_of(item)))


def fixtures_of(item: pytest.Item) -> set[str]:
    """The fixtures that a test uses."""
    return set(item.fixturenames) if isinstance(item, pytest.Function) else set()


@pytest.fixture(scope="session")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server whose worker only pretends to train: what the tests do not break, they share."""
    with live_server(tmp_path_factory.mktemp("fake")) as running:
        yield running


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server whose one worker does the real work."""
    with live_server(tmp_path_factory.mktemp("real"), TASKS) as running:
        yield running


@pytest.fixture(scope="session")
def server(fake: LiveServer) -> LiveServer:
    """The server that most tests need."""
    return fake
