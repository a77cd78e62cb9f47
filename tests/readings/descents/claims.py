"""What sentences claim, read back from their words and held against the path."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np

NUMBER = r"(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|-?inf)"
POWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
Run = dict[str, Any]


def plain(text: str) -> str:
    """The text with its numbers as programs write them: -1.5e-9 for −1.5·10⁻⁹."""
    text = re.sub(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda at: f"1e{at[1].translate(POWER)}", text)
    return text.replace("·1e", "e").replace("−", "-").replace("∞", "inf")


def same(said: str, true: float) -> bool:
    """Whether a number is the true one, rounded to the digits that are said, or to the ones."""
    either = (true, np.nextafter(true, np.copysign(np.inf, true)))  # halves are rounded up
    if any(float(f"{one:.0f}") == float(said) for one in either):
        return True
    digits = len(re.sub(r"e.*|[-.]", "", said).lstrip("0")) or 1
    kept = (digits, digits + 1, digits + 2, 3, 2)
    return any(float(f"{one:.{many}g}") == float(said) for one in either for many in kept)


def loss_at(run: Run, loss: str, step: str) -> bool:
    """A loss at a step."""
    return same(loss, run["loss"][int(step)])


def down(run: Run, now: str, at: str, then: str, before: str) -> bool:
    """A loss that is below an earlier one."""
    lower = run["loss"][int(at)] < run["loss"][int(before)]
    return loss_at(run, now, at) and loss_at(run, then, before) and bool(lower) and now != then


def up(run: Run, now: str, at: str, then: str, before: str) -> bool:
    """A loss that is above an earlier one."""
    higher = run["loss"][int(at)] > run["loss"][int(before)]
    return loss_at(run, now, at) and loss_at(run, then, before) and bool(higher) and now != then


def ranged(run: Run, begin: str, end: str, low: str, high: str) -> bool:
    """The range of the loss between two steps."""
    part = run["loss"][int(begin) : int(end) + 1]
    return same(low, part.min()) and same(high, part.max())


def level(run: Run, begin: str, end: str, value: str) -> bool:
    """A loss that keeps its value."""
    return ranged(run, begin, end, value, value)


def unmoved(run: Run, loss: str, now: str, then: str) -> bool:
    """Two equal losses."""
    return loss_at(run, loss, now) and bool(run["loss"][int(now)] == run["loss"][int(then)])


def lowest(run: Run, value: str, step: str) -> bool:
    """A loss below all before it."""
    return loss_at(run, value, step) and bool(np.argmin(run["loss"][: int(step) + 1]) == int(step))


def far_and_deep(run: Run, x: str, y: str, step: str, loss: str) -> bool:
    """A place far away, and the loss there."""
    at = int(step)
    there = np.allclose([float(x), float(y)], [run["x"][at], run["y"][at]], rtol=1e-3)
    return there and loss_at(run, loss, step)


def no_gradient(run: Run, x: str, y: str) -> bool:
    """Where the gradient is not finite."""
    here = np.isclose(run["x"], float(x), rtol=1e-3) & np.isclose(run["y"], float(y), rtol=1e-3)
    return not np.isfinite(run["gradient_norm"][here]).all()


def swung(run: Run, begin: str, end: str, across: str) -> bool:
    """How far a path goes to and fro."""
    part = slice(int(begin), int(end) + 1)
    return same(across, max(np.ptp(run["x"][part]), np.ptp(run["y"][part])))


def moved(run: Run, begin: str, end: str, length: str) -> bool:
    """The length of the way between two steps."""
    part = slice(int(begin), int(end) + 1)
    way = np.hypot(np.diff(run["x"][part]), np.diff(run["y"][part])).sum()
    return bool(np.isclose(float(length), way, rtol=0.06, atol=1e-300))


def steep(run: Run, norm: str, step: str) -> bool:
    """The gradient's norm at a step."""
    return same(norm, run["gradient_norm"][int(step)])


def reached(run: Run, step: str, loss: str, *_: str) -> bool:
    """The step of convergence with its own loss, above which no later one lies noticeably."""
    at = int(step)
    later = run["loss"][at:]
    fallen = run["loss"].max() - run["loss"][-1]
    return loss_at(run, loss, step) and bool(later[0] <= later.min() + 1e-5 * fallen + 1e-12)


def left_finite(run: Run, step: str) -> bool:
    """Where the finite numbers end."""
    at = int(step)
    numbers = [run[name][at] for name in ("x", "y", "loss", "gradient_norm")]
    return at == len(run["loss"]) - 1 and not np.isfinite(numbers).all()


def undefined(run: Run, step: str, x: str, y: str) -> bool:
    """A step to where the loss is not a number."""
    at = int(step)
    near = np.allclose([float(x), float(y)], [run["x"][at], run["y"][at]], rtol=1e-3)
    return near and bool(np.isnan(run["loss"][at]))


def grown(run: Run, start: str, before: str, step: str) -> bool:
    """The loss at the start and before the finite numbers end."""
    return loss_at(run, start, "0") and loss_at(run, before, step)


def start_of(run: Run, loss: str) -> bool:
    """The loss at the start."""
    return loss_at(run, loss, "0")


# Every number of a sentence stands in at least one of these.
CLAIMS: dict[str, Callable[..., bool]] = {
    rf"loss {NUMBER} at step (\d+), down from {NUMBER} at step (\d+)": down,
    rf"loss {NUMBER} at step (\d+), up from {NUMBER} at step (\d+)": up,
    rf"loss {NUMBER} at step (\d+), the same as at step (\d+)": unmoved,
    rf"lowest so far was {NUMBER} at step (\d+)": lowest,
    rf"above the start's {NUMBER}": start_of,
    rf"At the start: loss {NUMBER}": start_of,
    rf"from step (\d+) to step (\d+) the loss was between {NUMBER} and {NUMBER}": ranged,
    rf"from step (\d+) to step (\d+) the loss was at {NUMBER}": level,
    rf"from step (\d+) to step (\d+) it went to and fro across {NUMBER}": swung,
    rf"from step (\d+) to step (\d+) it moved {NUMBER} in all": moved,
    rf"to \({NUMBER}, {NUMBER}\) by step (\d+); loss {NUMBER} at step \d+": far_and_deep,
    rf"gradient is not finite at \({NUMBER}, {NUMBER}\)": no_gradient,
    rf"gradient norm {NUMBER} at step (\d+)": steep,
    rf"Converged at step (\d+), loss {NUMBER} there": reached,
    r"left the finite numbers at step (\d+)": left_finite,
    rf"step (\d+) led to \({NUMBER}, {NUMBER}\), where the loss is not a number": undefined,
    rf"from {NUMBER} at the start to {NUMBER} at step (\d+)": grown,
}


def claims_of(sentence: str) -> list[tuple[Callable[..., bool], tuple[str, ...]]]:
    """What a sentence claims: checks with the words that they are about."""
    return [
        (check, found.groups())
        for pattern, check in CLAIMS.items()
        for found in re.finditer(pattern, plain(sentence))
    ]


def untrue(run: Run, sentence: str) -> list[str]:
    """The claims of a sentence that the path does not bear out; a sentence without any is one."""
    found = claims_of(sentence)
    wrong = [f"{check.__name__}{words}" for check, words in found if not check(run, *words)]
    named = [int(step) for step in re.findall(r"step (\d+)", sentence)]
    late = [f"step {step}" for step in named if step >= len(run["loss"])]
    return wrong + late


def latest_step(sentence: str) -> int:
    """The last step that a sentence names; 0 where it names none."""
    return max((int(step) for step in re.findall(r"steps? (\d+)", sentence)), default=0)
