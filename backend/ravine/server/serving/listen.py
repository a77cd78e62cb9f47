"""The socket to listen on."""

import os
import socket
from typing import Final

FIRST_PORT: Final = 8000
PORTS_TRIED: Final = 100


class ListenError(Exception):
    """The address cannot be listened on; the text is a sentence for people."""


def listen(host: str, port: int | None) -> socket.socket:
    """A listening socket on that port, or on the first free one from 8000."""
    if port is not None:
        try:
            return bind(host, port)
        except OSError as error:
            raise ListenError(
                f"{host}:{port} cannot be listened on: {error.strerror or error}. "
                "--port (RAVINE_PORT) sets another; without it a free one is taken."
            ) from error
    return first_free(host)


def first_free(host: str) -> socket.socket:
    """A listening socket on the first free port."""
    reason = ""
    for candidate in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        try:
            return bind(host, candidate)
        except OSError as error:
            reason = error.strerror or str(error)
    raise ListenError(f"No port of {host} from {FIRST_PORT} on can be listened on: {reason}.")


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; connections that come early wait in its queue."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
