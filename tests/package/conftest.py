"""A real server with the real tasks, for the client and for the README's examples."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.server.live import LiveServer

import ravine

REAL_TASKS = "ravine.workers.tasks:TASKS"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The server; one process trains."""
    live = LiveServer(tmp_path_factory.mktemp("server"), REAL_TASKS)
    yield live
    live.stop()


@pytest.fixture
def client(server: LiveServer) -> Iterator[ravine.Client]:
    """A client of it."""
    with ravine.Client(server.url) as found:
        yield found


@pytest.fixture
def project(pytestconfig: pytest.Config) -> Path:
    """The folder of the project."""
    return pytestconfig.rootpath
