"""uvicorn, set up for Ravine."""

import os
import socket
import sys
import webbrowser

import uvicorn

from ravine.server.app import create_app
from ravine.server.serving.addresses import address, hint
from ravine.server.serving.patience import PatientHttp, PatientSocket
from ravine.server.settings import Settings
from ravine.store import Store
from ravine.wire.limits import KEEP_ALIVE_S, MAX_MESSAGE_BYTES, PING_S
from ravine.workers.local import LocalWorkers


class Server(uvicorn.Server):
    """Says where it is as soon as it answers."""

    def __init__(self, config: uvicorn.Config, url: str, hint: str, open_browser: bool) -> None:
        super().__init__(config)
        self._url = url
        self._hint = hint
        self._open_browser = open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address."""
        await super().startup(sockets)
        sys.stdout.write(f"Ravine is at {self._url} (Ctrl-C stops it)\n")
        if self._hint:
            sys.stdout.write(f"{self._hint}\n")
        sys.stdout.flush()
        if self._open_browser and has_desktop():
            webbrowser.open(self._url)


def serve_on(
    listener: socket.socket, settings: Settings, store: Store, workers: LocalWorkers, grace_s: int
) -> None:
    """Serve until told to stop."""
    config = uvicorn.Config(
        create_app(settings, store, workers),
        log_level="warning",
        access_log=False,
        server_header=False,
        http=PatientHttp,
        ws=PatientSocket,
        ws_max_size=MAX_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=PING_S,
        ws_ping_timeout=PING_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=grace_s,
    )
    server = Server(config, address(settings, listener), hint(settings), settings.open_browser)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return  # uvicorn raises the signal again after it has stopped in good order.


def has_desktop() -> bool:
    """Whether somebody sits before this machine's screen."""
    if sys.platform in ("darwin", "win32"):
        return True
    return sys.stdout.isatty() and bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
