"""From pydantic's validation errors to problems with a place and a remedy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from ravine.vocabulary.problems import MOST_PROBLEMS, MOST_SHOWN, Problem, escape, shortened

# What pydantic adds to an error: the bound that was missed, the values that would be right.
Particulars = Mapping[str, Any]

REMEDIES: Final[Mapping[str, Callable[[Particulars], str]]] = {
    "missing": lambda _: "Add it.",
    "extra_forbidden": lambda _: "Remove it, or check its spelling at /docs.",
    "greater_than": lambda ctx: f"Give a number above {ctx['gt']:g}.",
    "greater_than_equal": lambda ctx: f"Give a number of at least {ctx['ge']:.12g}.",
    "less_than": lambda ctx: f"Give a number below {ctx['lt']:g}.",
    "less_than_equal": lambda ctx: f"Give a number of at most {ctx['le']:.12g}.",
    "finite_number": lambda _: "Give a finite number.",
    "too_short": lambda ctx: f"Give at least {ctx['min_length']}.",
    "too_long": lambda ctx: f"Give at most {ctx['max_length']}.",
    "string_too_short": lambda ctx: f"Give at least {ctx['min_length']} character(s).",
    "string_too_long": lambda ctx: f"Give at most {ctx['max_length']} characters.",
    "literal_error": lambda ctx: f"Give one of {ctx['expected']}.",
    "union_tag_invalid": lambda ctx: f"Give one of {ctx['expected_tags']}.",
    "union_tag_not_found": lambda ctx: f"Add the field {ctx['discriminator']}.",
    "int_type": lambda _: "Give a whole number.",
    "int_parsing": lambda _: "Give a whole number.",
    "int_from_float": lambda _: "Give a whole number.",
    "float_type": lambda _: "Give a number.",
    "float_parsing": lambda _: "Give a number.",
    "bool_type": lambda _: "Give true or false.",
    "bool_parsing": lambda _: "Give true or false.",
    "string_pattern_mismatch": lambda _: "Give at least one character that can be seen.",
    "host_name": lambda _: "Give `name` or `name:port`, without http:// and path.",
    "string_type": lambda _: "Give a text.",
    "list_type": lambda _: "Give a list.",
    "tuple_type": lambda _: "Give a list.",
    "dict_type": lambda _: "Give an object.",
    "model_type": lambda _: "Give an object.",
    "model_attributes_type": lambda _: "Give an object.",
    "json_invalid": lambda _: "Send JSON.",
}
MESSAGES: Final[Mapping[str, str]] = {
    "missing": "This is missing.",
    "extra_forbidden": "There is no such field.",
    "model_type": "This is not an object.",
    "model_attributes_type": "This is not an object.",
    "dict_type": "This is not an object.",
    "list_type": "This is not a list.",
    "tuple_type": "This is not a list.",
    "string_pattern_mismatch": "This is blank.",
}


def problems_of(errors: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """One problem for each of pydantic's errors, the first of them."""
    return [problem_of(error) for error in list(errors)[:MOST_PROBLEMS]]


def problem_of(error: Mapping[str, Any]) -> Problem:
    """One of pydantic's errors in our words where there are any."""
    remedy = REMEDIES.get(error["type"], see_docs)(error.get("ctx", {}))
    if error["type"] == "extra_forbidden":
        from ravine.wire.misplaced import belongs  # Slow: the catalogs. Settings need none.

        remedy = belongs(error["loc"]) or remedy
    return Problem(pointer_of(error["loc"]), message_of(error), remedy)


def see_docs(_: Particulars) -> str:
    """The remedy for whatever we have no better words for."""
    return "See /docs for what is expected."


def pointer_of(location: Sequence[str | int]) -> str:
    """A JSON pointer into the body; parts of the address are named `/query/...`, `/path/...`."""
    parts = location[1:] if location and location[0] == "body" else location
    return "".join(f"/{escape(shortened(str(part)))}" for part in parts)


def message_of(error: Mapping[str, Any]) -> str:
    """What pydantic says, with the value when it is short."""
    text = str(error["msg"]).replace(" after validation", "")
    if error["type"] in MESSAGES:
        return MESSAGES[error["type"]]
    value = error.get("input")
    if isinstance(value, str | int | float) and len(repr(value)) <= MOST_SHOWN:
        return f"{text}, but is {value!r}."
    return f"{text}."
