"""uvicorn in the test's own event loop, so that its patience can be a fraction of a second."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import ServerState

from ravine.server.serving.patience import PatientHttp, PatientSocket

QUICK_S = 0.2


class QuickHttp(PatientHttp):
    head_s = QUICK_S
    stalled_s = QUICK_S


class QuickSocket(PatientSocket):
    stalled_s = QUICK_S


@asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[int]:
    """Serve an application; gives the port."""
    config = uvicorn.Config(
        app,
        http=QuickHttp,
        ws=QuickSocket,
        ws_ping_interval=QUICK_S,
        ws_ping_timeout=QUICK_S,
        timeout_keep_alive=1,
        lifespan="off",
        log_config=None,
    )
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: QuickHttp(config, state, {}), "127.0.0.1", 0
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
