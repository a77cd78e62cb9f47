"""Own functions: values, derivatives, formulas, and refusals."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ravine.core.expression import MAX_DEPTH, MAX_LENGTH, MAX_NODES, parse
from ravine.core.problems import Problems


def value(text: str, x: float, y: float) -> float:
    with jax.enable_x64(True):
        return float(parse(text).function(jnp.asarray(x), jnp.asarray(y)))


def gradient(text: str, x: float, y: float) -> tuple[float, float]:
    with jax.enable_x64(True):
        along_x, along_y = jax.grad(parse(text).function, argnums=(0, 1))(x, y)
        return float(along_x), float(along_y)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3.0),
        ("x", 1.5),
        ("y", -0.5),
        ("pi", np.pi),
        ("e", np.e),
        ("x + y*2", 0.5),
        ("-x^2", -2.25),
        ("2^3^2", 512.0),
        ("2**-1", 0.5),
        ("x/y/2", -1.5),
        ("x - y - 1", 1.0),
        ("+x", 1.5),
        ("--x", 1.5),
        ("1_000*x", 1500.0),
        (".5 + 1e-3", 0.501),
        ("y^3", -0.125),
        ("y^(1+1)", 0.25),
        ("(1-x)^2 + 100*(y-x^2)^2", 756.5),
        ("min(x, y) + max(x, y)", 1.0),
        ("atan2(y, -x)", np.arctan2(-0.5, -1.5)),
        ("abs(y) + sqrt(x) + exp(y) + log(x)", 0.5 + 1.5**0.5 + np.exp(-0.5) + np.log(1.5)),
        ("sin(x) + cos(x) + tan(x)", np.sin(1.5) + np.cos(1.5) + np.tan(1.5)),
        ("asin(y) + acos(y) + atan(y)", np.pi / 2 + np.arctan(-0.5)),
        ("sinh(y) + cosh(y) + tanh(y)", np.exp(-0.5) + np.tanh(-0.5)),
        ("( x\n+ y )", 1.0),
    ],
)
def test_value(text: str, expected: float) -> None:
    assert value(text, 1.5, -0.5) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^0", (0.0, 0.0)),
        ("x^1", (1.0, 0.0)),
        ("x^2", (0.0, 0.0)),
        ("x^3 + y", (0.0, 1.0)),
        ("x*y + 2*x", (2.0, 0.0)),
    ],
)
def test_whole_powers_have_their_derivative_at_zero(
    text: str, expected: tuple[float, float]
) -> None:
    assert gradient(text, 0.0, 0.0) == expected


@pytest.mark.parametrize("text", ["x^-2", "x^(1+1)", "(x^2)^0.5", "x^3/x", "abs(x)^1.5"])
def test_powers_of_negative_bases_have_a_derivative(text: str) -> None:
    at, nudge = -1.5, 1e-6
    slope = (value(text, at + nudge, 0.0) - value(text, at - nudge, 0.0)) / (2 * nudge)
    assert gradient(text, at, 0.0) == pytest.approx((slope, 0.0), rel=1e-7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2", "x^{2}"),
        ("(x+y)^2", r"\left(x + y\right)^{2}"),
        ("(x/y)^2", r"\left(\frac{x}{y}\right)^{2}"),
        ("(x^2)^y", r"\left(x^{2}\right)^{y}"),
        ("x-(y-1)", r"x - \left(y - 1\right)"),
        ("x*(y-1)", r"x \cdot \left(y - 1\right)"),
        ("-(x+y)", r"-\left(x + y\right)"),
        ("2*pi*x", r"2 \cdot \pi \cdot x"),
        ("(x+1)/(y+1)", r"\frac{x + 1}{y + 1}"),
        ("1e-10*x", r"1 \cdot 10^{-10} \cdot x"),
        ("1e-10^2", r"\left(1 \cdot 10^{-10}\right)^{2}"),
        ("sin(x)^2", r"\operatorname{sin}\left(x\right)^{2}"),
    ],
)
def test_formula(text: str, expected: str) -> None:
    assert parse(text).latex == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("x +", "cannot be read"),
        ("2x", "cannot be read at '2x'"),
        ("2(x)", "To multiply, write 2*(…)"),
        ("x(y)", "To multiply, write x*(…)"),
        ("x" + "()" * 200, "is not a function"),
        ("sine(x)", "Did you mean 'sin'?"),
        ("xx", "Unknown name 'xx'"),
        ("sin", "Write sin(…)"),
        ("sin(x=1)", "Write sin(…)"),
        ("sin(x, y)", "takes 1 value(s), not 2"),
        ("max(x)", "takes 2 value(s), not 1"),
        ("1j", "is not a number"),
        ("True", "is not a number"),
        ("'x'", "is not a number"),
        ("1e13", "too large"),
        ("1e999", "too large"),
        ("9" * 400, "too large"),
        ("x" + "+1" * MAX_LENGTH, "characters"),
        ("+".join("x" for _ in range(MAX_NODES // 2)), "symbols"),
        ("-" * (MAX_DEPTH + 1) + "x", "too deeply"),
        ("x < y", "not part of the language"),
        ("x % y", "not part of the language"),
        ("x.real", "not part of the language"),
        ("x[0]", "not part of the language"),
        ("[x]", "not part of the language"),
        ("lambda: x", "not part of the language"),
        ("x if y else 1", "not part of the language"),
        ("f'{x}'", "not part of the language"),
        ("(x := y)", "not part of the language"),
        ("sin(*x)", "not part of the language"),
        ("__import__('os')", "Unknown function '__import__'"),
        ("().__class__", "not part of the language"),
        ("x\x00", "cannot be read"),
        ("\ud800", "cannot be read"),
        ("import os", "cannot be read"),
        ("1; x", "cannot be read"),
    ],
)
def test_refused(text: str, words: str) -> None:
    with pytest.raises(Problems) as refusal:
        parse(text)
    (problem,) = refusal.value.problems
    assert words in f"{problem.message} {problem.remedy}"
    assert len(str(problem)) < 300


def test_the_widest_expression_is_read() -> None:
    text = "+".join("x" for _ in range(66))
    assert value(text, 2.0, 0.0) == 132.0
    deep = "(" * 100 + "x" + ")" * 100
    assert value(deep, 2.0, 0.0) == 2.0


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2x", "Write products with *, as in 2*x."),
        ("3 y + 1", "Write products with *, as in 3*y."),
        ("x²", "Write powers with ^, as in x^2."),
        ("sin(x", "Close every bracket that is opened."),
        ("x^2+", "Use numbers, x, y"),
    ],
)
def test_says_how_common_slips_are_written(text: str, remedy: str) -> None:
    with pytest.raises(Problems) as caught:
        parse(text)
    assert caught.value.problems[0].remedy.startswith(remedy)
