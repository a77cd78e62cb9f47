"""Reads JSON strictly, and not deeper than anything that is asked for here."""

from typing import Any

import orjson

from ravine.vocabulary.problems import MOST_SHOWN, Problem, escape
from ravine.wire.limits import MAX_JSON_DEPTH

TOO_DEEP = "Lists and objects lie in one another more than {0} deep{1}."
FLATTER = "Nothing that is asked for here is nested more than {0} deep; send flatter JSON."
FINITE = "Send JSON. Numbers that are not finite (NaN, Infinity) have no place in it."


class UnreadableError(ValueError):
    """The text is not JSON, or is nested too deep."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_json(text: bytes | str) -> Any:
    """What the text says; raises `UnreadableError`."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if "depth limit" in str(error):
            raise too_deep("", f", beyond character {error.pos}") from error
        raise UnreadableError(Problem("", f"This is not JSON: {error}.", FINITE)) from error
    opening = ("[", "{") if isinstance(text, str) else (b"[", b"{")
    # Counting is quick, and what has few brackets cannot be deep.
    if sum(map(text.count, opening)) > MAX_JSON_DEPTH:  # type: ignore[arg-type]
        check_depth(value)
    return value


def check_depth(value: Any) -> None:
    """Raises `UnreadableError` where lists and objects are nested too deep."""
    level: list[tuple[str, Any]] = [("", value)]
    for _ in range(MAX_JSON_DEPTH):
        level = [
            (f"{pointer}/{key}", inner)
            for pointer, outer in level
            for key, inner in parts_of(outer)
            if isinstance(inner, list | dict)
        ]
        if not level:
            return
    raise too_deep(level[0][0])


def parts_of(value: Any) -> list[tuple[str, Any]]:
    """What a list or an object holds, with its part of a JSON pointer."""
    if isinstance(value, dict):
        return [(escape(key[:MOST_SHOWN]), inner) for key, inner in value.items()]
    return [(str(index), inner) for index, inner in enumerate(value)]


def too_deep(pointer: str, where: str = "") -> UnreadableError:
    """The refusal of what is nested too deep."""
    message = TOO_DEEP.format(MAX_JSON_DEPTH, where)
    return UnreadableError(Problem(pointer, message, FLATTER.format(MAX_JSON_DEPTH)))
