"""From a node of Python's syntax tree to a function of JAX's arrays, and to LaTeX."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import jax
import jax.numpy as jnp
from jaxtyping import Array

from ravine.core.expressions.functions import FUNCTIONS, Function
from ravine.core.expressions.language import CONDITIONAL, LANGUAGE
from ravine.vocabulary.problems import Problem, Problems, nearest

# More than a flat sum of as many symbols as are allowed needs.
MAX_DEPTH: Final = 90
MAX_LITERAL: Final = 1e12
MAX_UNROLLED_POWER: Final = 64
MAX_OPERATIONS: Final = 1000
POWER_PRICE: Final = 12
GATES_PRICE: Final = 20
CONSTANTS: Final = {"pi": jnp.pi, "e": jnp.e}

Evaluate = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Operator:
    """A binary operator: its value, and its price as in `Node`."""

    apply: Callable[[Array, Array], Array]
    price: int


OPERATORS: Final[dict[type[ast.operator], Operator]] = {
    ast.Add: Operator(jnp.add, 2),
    ast.Sub: Operator(jnp.subtract, 2),
    ast.Mult: Operator(jnp.multiply, 3),
    ast.Div: Operator(jnp.divide, 6),
}
COMPARISONS: Final[dict[type[ast.cmpop], tuple[Callable[[Array, Array], Array], str]]] = {
    ast.Lt: (jnp.less, "<"),
    ast.LtE: (jnp.less_equal, r"\le"),
    ast.Gt: (jnp.greater, ">"),
    ast.GtE: (jnp.greater_equal, r"\ge"),
}


@dataclass(frozen=True)
class Node:
    """A lowered piece of an expression.

    Args:
        evaluate: its value at a point.
        latex: how to write it.
        rank: how tightly it binds: 1 sum, 2 product, 3 power, 4 atom.
        price: what compiling its value and two derivatives costs, in operations; measured: 1,000
            of them take about three seconds.
    """

    evaluate: Evaluate
    latex: str
    rank: int
    price: int = 1

    def bracketed(self, least: int) -> str:
        """Its LaTeX, in brackets if it binds less tightly than `least`."""
        return self.latex if self.rank >= least else rf"\left({self.latex}\right)"


def lower(tree: ast.expr) -> Node:
    """The function that a syntax tree means; raises `Problems`."""
    node = _lower(tree, 0)
    if node.price > MAX_OPERATIONS:
        raise refusal(
            f"Value and derivatives of the expression take about {node.price} operations.",
            f"Write it with up to {MAX_OPERATIONS}: more would compile for too long.",
        )
    return node


def refusal(message: str, remedy: str) -> Problems:
    """What is raised of an expression that cannot be used."""
    return Problems([Problem("", message, remedy)])


def _lower(node: ast.expr, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise refusal("The expression is nested too deeply.", f"Nest up to {MAX_DEPTH} levels.")
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
        case ast.Call(keywords=[_, *_]):
            raise refusal("A value begins with ^.", "Write what is raised before it, as in x^2.")
        case ast.Call(func=function):
            factor = ast.unparse(function)[:40]
            raise refusal(f"'{factor}(…)' is not a function.", f"To multiply, write {factor}*(…).")
        case ast.Compare():
            remedy = f"Conditions stand in {CONDITIONAL}(…, …, …)."
            raise refusal(f"'{ast.unparse(node)[:40]}' is a condition, not a number.", remedy)
        case _:
            raise refusal(f"'{ast.unparse(node)[:40]}' is not part of the language.", LANGUAGE)


def _number(value: object) -> Node:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise refusal(f"{value!r} is not a number.", LANGUAGE)
    if not abs(value) <= MAX_LITERAL:
        raise refusal("A number is too large.", f"Use numbers up to {MAX_LITERAL:g}.")
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
    if name in FUNCTIONS or name == CONDITIONAL:
        raise refusal(f"'{name}' is a function.", f"Write {name}(…).")
    known = ["x", "y", *CONSTANTS, *FUNCTIONS, CONDITIONAL]
    raise refusal(f"Unknown name '{name[:40]}'.", nearest(name, known))


def _negative(operand: Node) -> Node:
    latex = f"-{operand.bracketed(2)}"
    return Node(lambda x, y: -operand.evaluate(x, y), latex, 1, operand.price + 2)


def _power(base: Node, exponent: ast.expr, depth: int) -> Node:
    """A power; small whole exponents become products, which are exact and differentiable at 0."""
    above = _lower(exponent, depth + 1)
    latex = f"{base.bracketed(4)}^{{{above.latex}}}"
    price = base.price + above.price
    whole = exponent.value if isinstance(exponent, ast.Constant) else None
    if isinstance(whole, int) and whole <= MAX_UNROLLED_POWER:
        price += 3 * whole.bit_length() + 3
        return Node(lambda x, y: base.evaluate(x, y) ** whole, latex, 3, price)
    price += POWER_PRICE
    return Node(lambda x, y: jnp.power(base.evaluate(x, y), above.evaluate(x, y)), latex, 3, price)


def _binary(kind: ast.operator, left: Node, right: Node) -> Node:
    operator = OPERATORS[type(kind)]
    price = left.price + right.price + operator.price

    def evaluate(x: Array, y: Array) -> Array:
        return operator.apply(left.evaluate(x, y), right.evaluate(x, y))

    match kind:
        case ast.Div():
            return Node(evaluate, rf"\frac{{{left.latex}}}{{{right.latex}}}", 3, price)
        case ast.Mult():
            latex = rf"{left.bracketed(2)} \cdot {right.bracketed(2)}"
            return Node(evaluate, latex, 2, price)
        case ast.Sub():
            return Node(evaluate, f"{left.latex} - {right.bracketed(2)}", 1, price)
        case _:
            return Node(evaluate, f"{left.latex} + {right.latex}", 1, price)


def _call(name: str, arguments: list[ast.expr], depth: int) -> Node:
    if name == CONDITIONAL:
        return _where(arguments, depth)
    if name in {"x", "y", *CONSTANTS}:
        raise refusal(f"'{name}(…)' is not a function.", f"To multiply, write {name}*(…).")
    if name not in FUNCTIONS:
        known = [*FUNCTIONS, CONDITIONAL]
        raise refusal(f"Unknown function '{name[:40]}'.", nearest(name, known))
    function = FUNCTIONS[name]
    _check_count(name, function, len(arguments))
    lowered = [_lower(argument, depth + 1) for argument in arguments]
    inside = ", ".join(argument.latex for argument in lowered)
    return Node(
        lambda x, y: function.apply(*(argument.evaluate(x, y) for argument in lowered)),
        rf"\operatorname{{{name}}}\left({inside}\right)",
        4,
        sum(argument.price + function.price for argument in lowered),
    )


def _check_count(name: str, function: Function, count: int) -> None:
    if count < function.least or (function.most is not None and count > function.most):
        values = ", ".join("…" for _ in range(function.least))
        raise refusal(
            f"{name} takes {function.arguments}, not {count}.", f"Write {name}({values})."
        )


def _where(arguments: list[ast.expr], depth: int) -> Node:
    """One of two values, by a condition.

    Each branch sees the point through a gate that stops derivatives while the other is taken: or
    one that is not finite there (`where(x > 0, sqrt(x), 0)`) would make the whole gradient NaN.
    """
    if len(arguments) != 3:
        remedy = f"Write {CONDITIONAL}(x < y, value, otherwise)."
        raise refusal(f"{CONDITIONAL} takes 3 values, not {len(arguments)}.", remedy)
    holds, latex, price = _condition(arguments[0], depth + 1)
    first, second = _lower(arguments[1], depth + 1), _lower(arguments[2], depth + 1)

    def evaluate(x: Array, y: Array) -> Array:
        taken = holds(x, y)
        return jnp.where(
            taken, first.evaluate(*_gated(taken, x, y)), second.evaluate(*_gated(~taken, x, y))
        )

    cases = rf"{first.latex} & {latex} \\ {second.latex} & \text{{otherwise}}"
    return Node(
        evaluate,
        rf"\begin{{cases}} {cases} \end{{cases}}",
        1,
        price + first.price + second.price + GATES_PRICE,
    )


def _gated(open_: Array, x: Array, y: Array) -> tuple[Array, Array]:
    stopped = jax.lax.stop_gradient((x, y))
    return jnp.where(open_, x, stopped[0]), jnp.where(open_, y, stopped[1])


def _condition(node: ast.expr, depth: int) -> tuple[Evaluate, str, int]:
    """Whether a comparison holds, its LaTeX and its price."""
    match node:
        case ast.Compare(left=left, ops=[kind], comparators=[right]) if type(kind) in COMPARISONS:
            one, other = _lower(left, depth + 1), _lower(right, depth + 1)
        case _:
            raise refusal(
                f"'{ast.unparse(node)[:40]}' is not a condition.",
                "Compare two values with <, <=, > or >=.",
            )
    holds, sign = COMPARISONS[type(kind)]
    return (
        lambda x, y: holds(one.evaluate(x, y), other.evaluate(x, y)),
        f"{one.latex} {sign} {other.latex}",
        one.price + other.price,
    )
