"""The real server, for the README's examples."""

from pathlib import Path

import pytest
from tests.server.live import LiveServer


@pytest.fixture(scope="session")
def server(real: LiveServer) -> LiveServer:
    """Here, the server that does the real work."""
    return real


@pytest.fixture
def project(pytestconfig: pytest.Config) -> Path:
    """The folder of the project."""
    return pytestconfig.rootpath
