"""Identifiers that sort by the time they were made."""

import secrets
import threading
import time

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_TIME_DIGITS = 10
_RANDOM_DIGITS = 6


class IdMaker:
    """Makes identifiers of 16 characters, each greater than the one before.

    The first ten characters count milliseconds since 1970 in base 32; a list sorted by id is
    sorted by age, which makes pages of it cheap.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last_ms = 0

    def __call__(self) -> str:
        """The next identifier."""
        with self._lock:
            self._last_ms = max(time.time_ns() // 1_000_000, self._last_ms + 1)
            number = self._last_ms
        return _digits(number, _TIME_DIGITS) + _digits(
            secrets.randbits(5 * _RANDOM_DIGITS), _RANDOM_DIGITS
        )


def made_at(identifier: str) -> float:
    """When an identifier was made, in seconds since 1970."""
    number = 0
    for digit in identifier[:_TIME_DIGITS]:
        number = 32 * number + _ALPHABET.index(digit)
    return number / 1000


def _digits(number: int, count: int) -> str:
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(count)))


new_id = IdMaker()
