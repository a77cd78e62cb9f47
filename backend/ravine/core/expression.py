"""Own functions of x and y: parsed to a tree, lowered node by node to JAX, never evaluated.

The language: numbers, `x`, `y`, `pi`, `e`, `+ - * / ^` (or `**`), brackets, and the functions in
`FUNCTIONS`. Everything else is refused, with its place in the text.
"""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass

import jax.numpy as jnp
from jaxtyping import Array

from ravine.core.problems import Problem, Problems, nearest

MAX_LENGTH = 500
# More than a flat sum of MAX_NODES symbols needs.
MAX_DEPTH = 90
MAX_NODES = 400
MAX_LITERAL = 1e12
MAX_UNROLLED_POWER = 64

FUNCTIONS: dict[str, tuple[int, Callable[..., Array]]] = {
    "sin": (1, jnp.sin),
    "cos": (1, jnp.cos),
    "tan": (1, jnp.tan),
    "asin": (1, jnp.arcsin),
    "acos": (1, jnp.arccos),
    "atan": (1, jnp.arctan),
    "sinh": (1, jnp.sinh),
    "cosh": (1, jnp.cosh),
    "tanh": (1, jnp.tanh),
    "exp": (1, jnp.exp),
    "log": (1, jnp.log),
    "sqrt": (1, jnp.sqrt),
    "abs": (1, jnp.abs),
    "min": (2, jnp.minimum),
    "max": (2, jnp.maximum),
    "atan2": (2, jnp.arctan2),
}
CONSTANTS = {"pi": jnp.pi, "e": jnp.e}
OPERATORS: dict[type[ast.operator], Callable[[Array, Array], Array]] = {
    ast.Add: jnp.add,
    ast.Sub: jnp.subtract,
    ast.Mult: jnp.multiply,
    ast.Div: jnp.divide,
}
LANGUAGE = f"Use numbers, x, y, pi, e, + - * / ^, brackets and {', '.join(FUNCTIONS)}."

Evaluate = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Node:
    """A lowered piece of an expression.

    Args:
        evaluate: its value at a point.
        latex: how to write it.
        rank: how tightly it binds: 1 sum, 2 product, 3 power, 4 atom.
    """

    evaluate: Evaluate
    latex: str
    rank: int

    def bracketed(self, least: int) -> str:
        """Its LaTeX, in brackets if it binds less tightly than `least`."""
        return self.latex if self.rank >= least else rf"\left({self.latex}\right)"


@dataclass(frozen=True)
class Expression:
    """A function of x and y that a user typed.

    Args:
        text: what was typed.
        function: f(x, y), elementwise, traceable by JAX.
        latex: the formula.
    """

    text: str
    function: Evaluate
    latex: str


def parse(text: str) -> Expression:
    """Read an expression.

    Raises:
        Problems: it is too long, too deep, or holds anything outside the language.
    """
    if len(text) > MAX_LENGTH:
        raise _refusal(f"The expression has {len(text)} characters.", f"Use up to {MAX_LENGTH}.")
    try:
        tree = ast.parse(text.replace("^", "**").strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _refusal(_syntax_message(text, error), _syntax_remedy(text)) from error
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise _refusal("The expression is too large.", f"Use up to {MAX_NODES} symbols.")
    lowered = _lower(tree.body, 0)
    return Expression(text, lowered.evaluate, lowered.latex)


def _refusal(message: str, remedy: str) -> Problems:
    return Problems([Problem("", message, remedy)])


def _syntax_message(text: str, error: Exception) -> str:
    if not text.strip():
        return "The expression is empty."
    if isinstance(error, SyntaxError) and error.text:
        end = (error.offset or 1) - 1
        place = error.text[end : end + 10].replace("**", "^").strip()
        return f"The expression cannot be read at '{place or 'its end'}'."
    return "The expression cannot be read."


def _syntax_remedy(text: str) -> str:
    """What most likely went wrong, for the slips that people make."""
    if text.count("(") != text.count(")"):
        return "Close every bracket that is opened."
    if any(character in text for character in "²³⁴"):
        return "Write powers with ^, as in x^2."
    if product := re.search(r"(\d)\s*([a-z])", text):
        return f"Write products with *, as in {product[1]}*{product[2]}."
    return LANGUAGE


def _lower(node: ast.AST, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise _refusal("The expression is nested too deeply.", f"Nest up to {MAX_DEPTH} levels.")
    match node:
        case ast.Constant(value=value):
            return _number(value)
        case ast.Name(id=name):
            return _name(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _negative(_lower(operand, depth + 1))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _lower(operand, depth + 1)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _power(_lower(left, depth + 1), right, depth)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
            return _binary(operator, _lower(left, depth + 1), _lower(right, depth + 1))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return _call(name, arguments, depth)
        case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
            raise _refusal(f"{name} takes plain values.", f"Write {name}(…).")
        case ast.Call(func=function):
            factor = ast.unparse(function)[:40]
            raise _refusal(f"'{factor}(…)' is not a function.", f"To multiply, write {factor}*(…).")
        case _:
            piece = ast.unparse(node)[:40] if isinstance(node, ast.expr) else type(node).__name__
            raise _refusal(f"'{piece}' is not part of the language.", LANGUAGE)


def _number(value: object) -> Node:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _refusal(f"{value!r} is not a number.", LANGUAGE)
    if not abs(value) <= MAX_LITERAL:
        raise _refusal("A number is too large.", f"Use numbers up to {MAX_LITERAL:g}.")
    number = float(value)
    digits, _, power = f"{number:.12g}".partition("e")
    latex = rf"{digits} \cdot 10^{{{int(power)}}}" if power else digits
    return Node(lambda x, y: jnp.full_like(x + y, number), latex, 2 if power else 4)


def _name(name: str) -> Node:
    if name == "x":
        return Node(lambda x, y: x + jnp.zeros_like(y), "x", 4)
    if name == "y":
        return Node(lambda x, y: y + jnp.zeros_like(x), "y", 4)
    if name in CONSTANTS:
        return Node(_number(CONSTANTS[name]).evaluate, r"\pi" if name == "pi" else name, 4)
    if name in FUNCTIONS:
        raise _refusal(f"'{name}' is a function.", f"Write {name}(…).")
    raise _refusal(f"Unknown name '{name}'.", nearest(name, ["x", "y", *CONSTANTS, *FUNCTIONS]))


def _negative(operand: Node) -> Node:
    return Node(lambda x, y: -operand.evaluate(x, y), f"-{operand.bracketed(2)}", 1)


def _power(base: Node, exponent: ast.AST, depth: int) -> Node:
    """A power; small whole exponents become products, which are exact and differentiable at 0."""
    above = _lower(exponent, depth + 1)
    latex = f"{base.bracketed(4)}^{{{above.latex}}}"
    whole = exponent.value if isinstance(exponent, ast.Constant) else None
    if isinstance(whole, int) and whole <= MAX_UNROLLED_POWER:
        return Node(lambda x, y: base.evaluate(x, y) ** whole, latex, 3)
    return Node(lambda x, y: jnp.power(base.evaluate(x, y), above.evaluate(x, y)), latex, 3)


def _binary(operator: ast.operator, left: Node, right: Node) -> Node:
    combine = OPERATORS[type(operator)]

    def evaluate(x: Array, y: Array) -> Array:
        return combine(left.evaluate(x, y), right.evaluate(x, y))

    match operator:
        case ast.Div():
            return Node(evaluate, rf"\frac{{{left.latex}}}{{{right.latex}}}", 3)
        case ast.Mult():
            return Node(evaluate, rf"{left.bracketed(2)} \cdot {right.bracketed(2)}", 2)
        case ast.Sub():
            return Node(evaluate, f"{left.latex} - {right.bracketed(2)}", 1)
        case _:
            return Node(evaluate, f"{left.latex} + {right.latex}", 1)


def _call(name: str, arguments: list[ast.expr], depth: int) -> Node:
    if name not in FUNCTIONS:
        if name in {"x", "y", *CONSTANTS}:
            raise _refusal(f"'{name}(…)' is not a function.", f"To multiply, write {name}*(…).")
        raise _refusal(f"Unknown function '{name}'.", nearest(name, FUNCTIONS))
    count, function = FUNCTIONS[name]
    if len(arguments) != count:
        raise _refusal(f"{name} takes {count} value(s), not {len(arguments)}.", LANGUAGE)
    lowered = [_lower(argument, depth + 1) for argument in arguments]
    inside = ", ".join(argument.latex for argument in lowered)
    return Node(
        lambda x, y: function(*(argument.evaluate(x, y) for argument in lowered)),
        rf"\operatorname{{{name}}}\left({inside}\right)",
        4,
    )
