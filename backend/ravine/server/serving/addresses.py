"""Where the server is, as people are told."""

import socket
from typing import Final

from ravine.server.security.token import encoded
from ravine.server.settings import Settings

EVERYWHERE: Final = ("0.0.0.0", "::", "")


def address(settings: Settings, listener: socket.socket) -> str:
    """The address to open in a browser."""
    port = listener.getsockname()[1]
    host = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    shown = f"[{host}]" if ":" in host else host
    query = f"?token={encoded(settings.token)}" if settings.token else ""
    return f"http://{shown}:{port}/{query}"


def hint(settings: Settings) -> str:
    """What people must know to come from another machine; nothing where none is listened to."""
    if settings.host not in EVERYWHERE:
        return ""
    if not settings.allowed_hosts:
        return (
            "From other machines it answers once RAVINE_ALLOWED_HOSTS has the name or address by "
            "which they call this one, such as 192.168.1.20."
        )
    names = ", ".join(settings.allowed_hosts)
    return f"From other machines it answers to what RAVINE_ALLOWED_HOSTS has: {names}."
