from collections.abc import Iterator

import pytest
from tests.server.live import LiveServer, live_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server whose workers only pretend to train."""
    with live_server(tmp_path_factory.mktemp("server")) as running:
        yield running
