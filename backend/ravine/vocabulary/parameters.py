"""A parameter is data: its range, default and help make validation, slider and documentation."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from ravine.vocabulary.problems import MOST_PROBLEMS, ProblemList, escape, nearest, shortened, shown

Value = float | int | bool | str | tuple[int, ...]
Values = dict[str, Value]


class Unacceptable(ValueError):  # noqa: N818 (names what the value is)
    """A value that a parameter does not take: what is wrong, and what would be right."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _range_remedy(what: str, low: float, high: float) -> str:
    return f"Give {what} from {low:.12g} to {high:.12g}."


@dataclass(frozen=True)
class Float:
    """A real number in `[low, high]`.

    Args:
        name: optax's name where optax has one.
        default: the value when none is given.
        low: smallest accepted value.
        high: largest accepted value.
        help: one line for people.
        soft: range that a slider covers, inside `[low, high]`; the whole range if None.
        log: whether a slider moves through the range logarithmically.
        title: name for people; the name with blanks if empty.
        aliases: what else people call it, lower case; an unknown name is likened to them, too.
    """

    name: str
    default: float
    low: float
    high: float
    help: str
    soft: tuple[float, float] | None = None
    log: bool = False
    title: str = ""
    aliases: tuple[str, ...] = ()
    kind: Literal["float"] = field(default="float", init=False)

    def check(self, value: object) -> float:
        """Return `value` as a float; raise `Unacceptable` if it is none or out of range."""
        remedy = _range_remedy("a number", self.low, self.high)
        if not _is_number(value):
            raise Unacceptable(f"{shown(value)} is not a number.", remedy)
        number = float(value)  # type: ignore[arg-type]  # _is_number has just said so
        if not math.isfinite(number) or not self.low <= number <= self.high:
            raise Unacceptable(f"{number:g} is out of range.", remedy)
        return number


@dataclass(frozen=True)
class Int:
    """A whole number in `[low, high]`; fields as in `Float`."""

    name: str
    default: int
    low: int
    high: int
    help: str
    soft: tuple[int, int] | None = None
    log: bool = False
    title: str = ""
    aliases: tuple[str, ...] = ()
    kind: Literal["int"] = field(default="int", init=False)

    def check(self, value: object) -> int:
        """Return `value` as an int; raise `Unacceptable` if it is none or out of range."""
        remedy = _range_remedy("a whole number", self.low, self.high)
        if not _is_number(value) or not float(value).is_integer():  # type: ignore[arg-type]  # a number
            raise Unacceptable(f"{shown(value)} is not a whole number.", remedy)
        number = int(value)  # type: ignore[call-overload]  # a number, as just checked
        if not self.low <= number <= self.high:
            raise Unacceptable(f"{number} is out of range.", remedy)
        return int(number)


@dataclass(frozen=True)
class Bool:
    """A switch."""

    name: str
    default: bool
    help: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    kind: Literal["bool"] = field(default="bool", init=False)

    def check(self, value: object) -> bool:
        """Return `value`; raise `Unacceptable` if it is neither true nor false."""
        if not isinstance(value, bool):
            raise Unacceptable(f"{shown(value)} is not a truth value.", "Give true or false.")
        return value


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    name: str
    default: str
    choices: tuple[str, ...]
    help: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    kind: Literal["choice"] = field(default="choice", init=False)

    def check(self, value: object) -> str:
        """Return `value`; raise `Unacceptable` if it is none of the choices."""
        if value not in self.choices:
            raise Unacceptable(
                f"{shown(value)} is not one of the choices.", nearest(str(value), self.choices)
            )
        return str(value)


@dataclass(frozen=True)
class IntList:
    """A short list of whole numbers, each in `[low, high]` (the widths of hidden layers)."""

    name: str
    default: tuple[int, ...]
    low: int
    high: int
    max_length: int
    help: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    kind: Literal["int_list"] = field(default="int_list", init=False)

    def check(self, value: object) -> tuple[int, ...]:
        """Return `value` as a tuple; raise `Unacceptable` if an item or the length is wrong."""
        remedy = f"Give up to {self.max_length} whole numbers from {self.low} to {self.high}."
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise Unacceptable(f"{shown(value)} is not a list.", remedy)
        if len(value) > self.max_length:
            raise Unacceptable(f"{len(value)} items are too many.", remedy)
        item = Int(self.name, self.low, self.low, self.high, "")
        try:
            return tuple(item.check(number) for number in value)
        except Unacceptable as error:
            raise Unacceptable(error.message, remedy) from error


Parameter = Float | Int | Bool | Choice | IntList


def fill(parameters: Sequence[Parameter], given: Mapping[str, Any]) -> Values:
    """Check `given` against `parameters` and fill in the defaults.

    Returns:
        One value for each parameter, in the parameters' order.

    Raises:
        Problems: unknown names and unacceptable values, each under its JSON pointer.
    """
    known = {parameter.name: parameter for parameter in parameters}
    aliases = {parameter.name: parameter.aliases for parameter in parameters}
    problems = ProblemList()
    for name in [name for name in given if name not in known][:MOST_PROBLEMS]:
        remedy = nearest(name, known, aliases) if known else "This entry has no parameters."
        short = shortened(name)
        problems.add(f"/{escape(short)}", f"Unknown parameter '{short}'.", remedy)
    values: Values = {}
    for name, parameter in known.items():
        try:
            values[name] = parameter.check(given.get(name, parameter.default))
        except Unacceptable as error:
            problems.add(f"/{name}", error.message, error.remedy)
    problems.raise_if_any()
    return values


def split(parameters: Sequence[Parameter], values: Mapping[str, Any]) -> tuple[Values, Values]:
    """Part `values` into numbers, which may be traced, and the rest, which shapes the program."""
    traced = {p.name: values[p.name] for p in parameters if isinstance(p, Float | Int)}
    static = {name: value for name, value in values.items() if name not in traced}
    return traced, static
