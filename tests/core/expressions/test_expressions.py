"""Own functions: values, derivatives, formulas, and refusals."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ravine.core.expressions import MAX_DEPTH, MAX_LENGTH, MAX_NODES, MAX_OPERATIONS, parse
from ravine.vocabulary.problems import Problems


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
        (".5 + 1e-3", 0.501),
        ("y^3", -0.125),
        ("y^(1+1)", 0.25),
        ("(1-x)^2 + 100*(y-x^2)^2", 756.5),
        ("min(x, y) + max(x, y)", 1.0),
        ("min(x, y, -3, 0) + max(x, y, 2, x)", -1.0),
        ("ln(x) - log(x) + log10(100*x)", 2.0 + np.log10(1.5)),
        ("sign(x) + sign(y)*10 + sign(0)*100", -9.0),
        ("where(x > y, 1, 2) + where(x <= y, 10, 20)", 21.0),
        ("where(x >= 1.5, where(y < 0, x, y), 0)", 1.5),
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
        ("max(x, y, 1)", r"\operatorname{max}\left(x, y, 1\right)"),
        (
            "where(x <= 1, x, 2)",
            r"\begin{cases} x & x \le 1 \\ 2 & \text{otherwise} \end{cases}",
        ),
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
        ("where(x < y, x^2, y", "cannot be read at '(x < y, x^'. Close every bracket"),
        ("2(x)", "To multiply, write 2*(…)"),
        ("x(y)", "To multiply, write x*(…)"),
        ("x" + "()" * 200, "is not a function"),
        ("sine(x)", "Did you mean 'sin'?"),
        ("xx", "Unknown name 'xx'"),
        ("sin", "Write sin(…)"),
        ("sin(x=1)", "'=' at character 6"),
        ("sin(x, y)", "takes 1 value, not 2"),
        ("sin(x, ^y)", "A value begins with ^."),
        ("where(x < y, x, y, **x)", "A value begins with ^."),
        ("max(x)", "takes 2 or more values, not 1. Write max(…, …)."),
        ("atan2(x)", "takes 2 values, not 1"),
        ("where(x, 1, 2)", "'x' is not a condition. Compare two values"),
        ("where(x < y < 1, 1, 2)", "is not a condition"),
        ("where(x < y, 1)", "takes 3 values, not 2"),
        ("where", "Write where(…)"),
        ("wher(x < y, 1, 2)", "Did you mean 'where'?"),
        ("1j", "cannot be read at '1j', character 1"),
        ("True", "is not a number"),
        ("'x'", "at character 1"),
        ("1e13", "too large"),
        ("1e999", "too large"),
        ("9" * 400, "too large"),
        ("x" + "+1" * MAX_LENGTH, "characters"),
        ("+".join("x" for _ in range(MAX_NODES // 2)), "symbols"),
        ("-" * (MAX_DEPTH + 1) + "x", "too deeply"),
        ("x < y", "is a condition, not a number. Conditions stand in where(…"),
        ("x % y", "not part of the language"),
        ("x.real", "not part of the language"),
        ("x[0]", "not part of the language"),
        ("[x]", "not part of the language"),
        ("lambda: x", "not part of the language"),
        ("x if y else 1", "not part of the language"),
        ("f'{x}'", "''' at character 2"),
        ("(x := y)", "not part of the language"),
        ("sin(*x)", "not part of the language"),
        ("__import__('os')", "'_' at character 1"),
        ("().__class__", "not part of the language"),
        ("x\x00", "'U+0000' at character 2"),
        ("\ud800", "'U+D800' at character 1"),
        ("import os", "cannot be read"),
        ("x # the rest", "'#' at character 3 is not part of the language. Leave comments out."),
        ("x + 0x10", "cannot be read at '0x10', character 5. Write numbers in decimal digits."),
        ("1_000*x", "cannot be read at '1_000', character 1. Write numbers without _"),
        ("x + \\\n y", "'\\' at character 5 is not part of the language"),
        ("ｘ + 1", "'ｘ' at character 1 is not part of the language"),
        ("x + ２", "'２' at character 5 is not part of the language"),
        ("x\u00a0+ 1", "'U+00A0' at character 2"),
        ("1if x else y", "cannot be read at '1if', character 1"),
        ("1.5.2", "cannot be read at '1.5.2', character 1"),
        ("x == y", "'=' at character 3"),
        ("x^" * 88 + "y", f"up to {MAX_OPERATIONS}: more would compile for too long"),
        ("tanh(" * 80 + "x" + ")" * 80, "more would compile for too long"),
        ("asin(" * 80 + "x" + ")" * 80, "more would compile for too long"),
        ("(" * 60 + "x+y" + ")^64" * 60, "more would compile for too long"),
        ("1; x", "';' at character 2"),
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
        ("x × y", "Write products with *."),
        ("π*x", "Write pi."),
        ("sin(x", "Close every bracket that is opened."),
        ("x^2+", "Use numbers, x, y"),
    ],
)
def test_says_how_common_slips_are_written(text: str, remedy: str) -> None:
    with pytest.raises(Problems) as caught:
        parse(text)
    assert caught.value.problems[0].remedy.startswith(remedy)


@pytest.mark.parametrize(
    ("text", "point", "slope"),
    [
        ("abs(x)", (0.0, 0.0), (0.0, 0.0)),
        ("abs(x - y) + abs(y)", (1.0, 1.0), (0.0, 1.0)),
        ("sign(x)*y", (2.0, 3.0), (0.0, 1.0)),
        ("max(x, y)", (1.0, 1.0), (0.5, 0.5)),
        ("min(x, y, x, 2*x - 1)", (1.0, 1.0), (1.0, 0.25)),
        ("max(x, -y, 0)", (0.0, 0.0), (1 / 3, -1 / 3)),
        ("where(x > 0, sqrt(x), 0)", (0.0, 1.0), (0.0, 0.0)),
        ("where(x > 0, log(x), y)", (-1.0, 2.0), (0.0, 1.0)),
        ("where(x < 1, y, where(y > 0, sqrt(y), 1/(x - 1)))", (1.0, 4.0), (0.0, 0.25)),
        ("where(x <= 0, x^2, where(x > 1, sqrt(x - 1), 0))", (-3.0, 0.0), (-6.0, 0.0)),
    ],
)
def test_derivatives_at_kinks_and_beside_what_is_not_finite(
    text: str, point: tuple[float, float], slope: tuple[float, float]
) -> None:
    assert gradient(text, *point) == pytest.approx(slope, rel=1e-15)


def test_second_derivatives_beside_a_branch_that_is_not_finite() -> None:
    function = parse("where(x > 0, sqrt(x), x^2*y)").function
    with jax.enable_x64(True):
        second = jax.hessian(lambda at: function(at[0], at[1]))(jnp.array([-2.0, 3.0]))
    np.testing.assert_array_equal(second, [[6.0, -4.0], [-4.0, 0.0]])


def test_what_would_compile_for_too_long_is_refused() -> None:
    for text in ("x^" * 88 + "y", "x^y/(" * 60 + "x" + ")" * 60, "max(x, y)^" * 45 + "x"):
        with pytest.raises(Problems, match=r"operations|symbols"):
            parse(text)
