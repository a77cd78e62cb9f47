"""The server's token, wherever a request may bear it: in a header, a cookie or the address.

It may be any text. Addresses and cookies carry it percent-encoded, as UTF-8; a header carries its
bytes, in UTF-8 or, as HTTP once had it, in Latin-1.
"""

import hmac
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote_to_bytes


class Token:
    """A secret that is compared as bytes, in a time that tells nothing of it."""

    def __init__(self, secret: str) -> None:
        self._forms = [secret.encode()]
        if not secret.isascii() and all(ord(letter) < 256 for letter in secret):
            self._forms.append(secret.encode("latin-1"))

    def matches(self, given: bytes) -> bool:
        """Whether these bytes are the token."""
        return any(hmac.compare_digest(given, form) for form in self._forms)

    def is_in_authorization(self, values: Iterable[str]) -> bool:
        """Whether a header `Authorization: Bearer ...` bears it; values as Latin-1, as ASGI has."""
        for value in values:
            kind, _, credentials = value.partition(" ")
            if kind.lower() == "bearer" and self.matches(credentials.strip().encode("latin-1")):
                return True
        return False

    def is_in_cookies(self, values: Iterable[str], name: str) -> bool:
        """Whether one of the cookies with that name bears it, whatever the others are."""
        found = [one for value in values for one in cookies_named(value, name)]
        return any(self.matches(form) for value in found for form in forms_of(value))

    def is_in_query(self, query: bytes) -> bool:
        """Whether the address has a parameter `token` that is it."""
        given = [value for name, value in parameters(query) if name == b"token"]
        plain = (value.replace(b"+", b" ") for value in given)
        return any(self.matches(unquote_to_bytes(value)) for value in (*given, *plain))


def encoded(secret: str) -> str:
    """The token as addresses and cookies carry it."""
    return quote(secret, safe="")


def without_token(query: bytes) -> bytes:
    """The rest of the address's parameters, as they were written."""
    rest = (part for part in query.split(b"&") if part.partition(b"=")[0] != b"token")
    return b"&".join(part for part in rest if part)


def parameters(query: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and values, still encoded."""
    for part in query.split(b"&"):
        name, _, value = part.partition(b"=")
        yield name, value


def cookies_named(header: str, name: str) -> Iterator[str]:
    """Values of the cookies with a name.

    Read as RFC 6265 (section 4.2) has them written, but nothing that another program has left on
    the same host makes the rest unreadable: Python's own reader stops at the first odd one.
    """
    for pair in header.split(";"):
        found, _, value = pair.partition("=")
        if found.strip() == name:
            yield value.strip()


def forms_of(cookie: str) -> Iterator[bytes]:
    """What a cookie's value may stand for: as it is or quoted, plain or percent-encoded."""
    for value in {cookie, cookie.removeprefix('"').removesuffix('"')}:
        yield value.encode("latin-1")
        yield unquote_to_bytes(value.encode("latin-1"))
