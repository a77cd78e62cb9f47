"""Answers of short jobs, kept where the same question has the same answer."""

from collections import OrderedDict
from typing import Final

MAX_BYTES: Final = 32 * 2**20


class AnswerCache:
    """Forgets the least recently used answers beyond a number of bytes."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._answers: OrderedDict[bytes, bytes] = OrderedDict()

    def get(self, question: bytes) -> bytes | None:
        """The answer given before."""
        answer = self._answers.get(question)
        if answer is not None:
            self._answers.move_to_end(question)
        return answer

    def put(self, question: bytes, answer: bytes) -> None:
        """Keep an answer, unless it is a large part of all that may be kept."""
        if len(answer) > self._max_bytes // 4 or question in self._answers:
            return
        self._answers[question] = answer
        self._bytes += len(answer)
        while self._bytes > self._max_bytes:
            _, dropped = self._answers.popitem(last=False)
            self._bytes -= len(dropped)
