"""What an expression may be made of, in a sentence, and the tokens that this allows.

The text is looked at before Python's parser sees it: that parser also reads comments, hexadecimal
numbers, `1_000`, continued lines and letters of other alphabets, none of which is meant here.
"""

import re
from typing import Final

from ravine.core.expressions.functions import FUNCTIONS
from ravine.vocabulary.problems import Problem, Problems

CONDITIONAL: Final = "where"
LANGUAGE: Final = (
    f"Use numbers, x, y, pi, e, + - * / ^, brackets, {', '.join(FUNCTIONS)} and "
    f"{CONDITIONAL}(x < y, …, …)."
)
REFERENCE: Final = (
    f"{LANGUAGE} log and ln are the natural logarithm. min and max take two or more values; "
    "those that are equal share the derivative evenly. abs and sign have the derivative 0 at 0."
)

NUMBER: Final = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
TOKEN: Final = re.compile(rf"{NUMBER}|[A-Za-z][A-Za-z0-9]*|<=|>=|[-+*/^(),<>]|[ \t\r\n]+")
WORD: Final = re.compile(r"[A-Za-z0-9_.]+")
# How people also write what the language has.
INSTEAD: Final = {
    "²": "Write powers with ^, as in x^2.",
    "³": "Write powers with ^, as in x^3.",
    "·": "Write products with *.",
    "×": "Write products with *.",
    "−": "Write differences with -.",
    "÷": "Write quotients with /.",
    "π": "Write pi.",
    "√": "Write sqrt(…).",
    "#": "Leave comments out.",
    "\\": "Leave the backslash out; lines may be broken anywhere.",
    "=": "Write the function alone; conditions of where are written with <, <=, > or >=.",
    "[": "Use round brackets.",
    "{": "Use round brackets.",
}


def plain(text: str) -> str:
    """The text as Python writes it, when it holds nothing but tokens of the language.

    Raises:
        Problems: something else stands in it; the place is named.
    """
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise _foreign(text, at)
        _check_number(text, found)
        at = found.end()
    return re.sub(r"\s+", " ", text).replace("^", "**").strip()


def _foreign(text: str, at: int) -> Problems:
    character = text[at]
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    message = f"'{shown}' at character {at + 1} is not part of the language."
    return Problems([Problem("", message, INSTEAD.get(character, LANGUAGE))])


def _check_number(text: str, found: re.Match[str]) -> None:
    """Refuse what begins like a number and goes on as something else."""
    if not (found[0][0].isdigit() or found[0][0] == "."):
        return
    rest = WORD.match(text, found.end())
    if rest is None:
        return
    whole = found[0] + rest[0]
    raise Problems(
        [
            Problem(
                "",
                f"The expression cannot be read at '{whole[:40]}', character {found.start() + 1}.",
                _number_remedy(found[0], rest[0]),
            )
        ]
    )


def _number_remedy(number: str, rest: str) -> str:
    if "_" in rest:
        return "Write numbers without _, as in 1000."
    if number == "0" and rest[0] in "xXbBoO" and rest[1:]:
        return "Write numbers in decimal digits."
    if rest[0].isalpha():
        return f"Write products with *, as in {number}*{rest[:40]}."
    return "Write numbers in decimal digits, as in 0.5 or 1e-3."
