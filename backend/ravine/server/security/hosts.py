"""Which names and origins may address the server."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_AUTHORITY: Final = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Authority:
    """A host, and a port where one is named."""

    host: str
    port: int | None


def parse_authority(text: str) -> Authority | None:
    """The host in lower case and the port; None when the text is neither."""
    match = _AUTHORITY.fullmatch(text)
    if match is None:
        return None
    host, port = match.groups()
    return Authority(host.lower(), None if port is None else int(port))


def is_loopback(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class AllowedHosts:
    """The exact names under which the server may be addressed.

    A web page can make its own name point to this machine; its requests then carry that name, and
    are refused because it is not on the list.

    Args:
        host: the address listened on.
        further: names from the settings, each `name` or `name:port`.
    """

    def __init__(self, host: str, further: Iterable[str] = ()) -> None:
        bracketed = f"[{host}]" if ":" in host and not host.startswith("[") else host
        names = (*LOOPBACK_NAMES, bracketed, *further)
        parsed = [parse_authority(name) for name in names]
        self._allowed = frozenset(entry for entry in parsed if entry is not None)

    def __contains__(self, item: tuple[str, int | None]) -> bool:
        """Whether a Host header may be answered, by a server listening on that port."""
        header, own_port = item
        asked = parse_authority(header)
        if asked is None:
            return False
        if asked in self._allowed:
            return True
        return asked.port == own_port and Authority(asked.host, None) in self._allowed


def same_origin(origin: str, scheme: str, host: str) -> bool:
    """Whether an Origin header names the very place that the request was sent to.

    Args:
        origin: the header's value.
        scheme: the request's scheme; `ws` counts as `http`.
        host: the request's Host header.
    """
    asked = parse_authority(host)
    page_scheme = {"ws": "http", "wss": "https"}.get(scheme, scheme)
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    named = parse_authority(parts.netloc)
    if asked is None or named is None or parts.scheme not in DEFAULT_PORTS:
        return False
    default = DEFAULT_PORTS[parts.scheme]
    return (
        parts.scheme == page_scheme
        and named.host == asked.host
        and (named.port or default) == (asked.port or default)
        and parts.path in ("", "/")
    )
