"""Entries and their parameters in one word, as the command line and Python take them.

`adam:learning_rate=0.05,b1=0.8` is Adam with two parameters of its own; `label=fast` among them
names it in charts and tables.
"""

import json
import re
from typing import Any

from ravine.vocabulary.problems import Problem, Problems

# A comma inside a list does not part two parameters.
BETWEEN = re.compile(r",(?![^\[]*\])")


def parse_entry(text: str, at: str = "") -> dict[str, Any]:
    """`name:key=value,...` as `{"name", "params"}`, with `"label"` where one is given.

    Args:
        text: the word.
        at: JSON pointer of the entry in the request it becomes part of.

    Raises:
        Problems: a part is not `key=value`.
    """
    name, _, rest = text.partition(":")
    params = parse_params(rest, f"{at}/params")
    label = {"label": str(params.pop("label"))} if "label" in params else {}
    return {"name": name.strip(), "params": params, **label}


def parse_params(text: str, at: str) -> dict[str, Any]:
    """`key=value,...` as a dict; raises `Problems`."""
    parts = [part.strip() for part in BETWEEN.split(text) if part.strip()]
    odd = [part for part in parts if "=" not in part]
    if odd:
        raise Problems(
            [Problem(at, f"'{part}' has no value.", "Write name=value.") for part in odd]
        )
    pairs = (part.split("=", 1) for part in parts)
    return {key.strip(): parse_value(value.strip()) for key, value in pairs}


def parse_value(text: str) -> Any:
    """A number, truth value or list where `text` reads as one, and else the text itself."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
