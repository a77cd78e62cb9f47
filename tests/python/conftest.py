"""The real server, and a client of it."""

from collections.abc import Iterator

import pytest
from tests.server.live import LiveServer

import ravine


@pytest.fixture(scope="session")
def server(real: LiveServer) -> LiveServer:
    """Here, the server that does the real work."""
    return real


@pytest.fixture
def client(server: LiveServer) -> Iterator[ravine.Client]:
    """A client of it."""
    with ravine.Client(server.url) as found:
        yield found
