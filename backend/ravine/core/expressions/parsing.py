"""From a typed text to a function."""

import ast
import re
from dataclasses import dataclass
from typing import Final

from ravine.core.expressions.language import LANGUAGE, plain
from ravine.core.expressions.lowering import Evaluate, lower, refusal

MAX_LENGTH: Final = 500
MAX_NODES: Final = 400


@dataclass(frozen=True)
class Expression:
    """A function of x and y that a user typed.

    Args:
        text: what was typed.
        function: f(x, y), elementwise, traceable by JAX.
        latex: the formula.
        price: what compiling its value and two derivatives costs, in operations.
    """

    text: str
    function: Evaluate
    latex: str
    price: int


def parse(text: str) -> Expression:
    """Read an expression.

    Raises:
        Problems: it is too long, too deep or too costly, or holds anything outside the language.
    """
    if len(text) > MAX_LENGTH:
        raise refusal(f"The expression has {len(text)} characters.", f"Use up to {MAX_LENGTH}.")
    if not text.strip():
        raise refusal("The expression is empty.", LANGUAGE)
    source = plain(text)
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise refusal(_syntax_message(error), _syntax_remedy(text)) from error
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise refusal("The expression is too large.", f"Use up to {MAX_NODES} symbols.")
    lowered = lower(tree.body)
    return Expression(text, lowered.evaluate, lowered.latex, lowered.price)


def _syntax_message(error: Exception) -> str:
    if isinstance(error, SyntaxError) and error.text:
        end = (error.offset or 1) - 1
        place = error.text[end:].replace("**", "^")[:10].strip()
        return f"The expression cannot be read at '{place or 'its end'}'."
    return "The expression cannot be read."


def _syntax_remedy(text: str) -> str:
    """What most likely went wrong, for the slips that people make."""
    if text.count("(") != text.count(")"):
        return "Close every bracket that is opened."
    if product := re.search(r"([0-9]+)\s+([A-Za-z]+)", text):
        return f"Write products with *, as in {product[1]}*{product[2]}."
    return LANGUAGE
