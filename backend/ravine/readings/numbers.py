"""Numbers as they stand in sentences; the page writes its own by the same rules."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

MOST_DIGITS: Final = 17
# Below the one and from the other on, powers of ten are easier to read.
SMALL: Final = 1e-3
LARGE: Final = 1e6
SUPERSCRIPT: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, digits: int = 3) -> str:
    """The value to a few significant digits; a large one to the whole number.

    With a real minus sign, and with powers of ten below 0.001 and from a million on. Halves are
    rounded away from 0, as JavaScript does.
    """
    value = float(value)
    if math.isnan(value):
        return "NaN"
    return ("−" if value < 0 else "") + _size(abs(value), digits)


def _size(size: float, digits: int) -> str:
    if math.isinf(size):
        return "∞"
    if size == 0:
        return "0"
    if SMALL <= size < LARGE:
        places = max(digits - 1 - Decimal(size).adjusted(), 0)
        return _trimmed(_rounded(size, places))
    rounded = Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal_from_float(size)
    exponent = rounded.adjusted()
    mantissa = _trimmed(f"{rounded.scaleb(-exponent):f}")
    power = f"10{str(exponent).translate(SUPERSCRIPT)}"
    return power if mantissa == "1" else f"{mantissa}·{power}"


def _rounded(value: float, places: int) -> str:
    return f"{Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def told_apart(*values: float) -> tuple[str, ...]:
    """The values, with as many digits as it takes to see which of them differ."""
    for digits in range(3, MOST_DIGITS + 1):
        texts = tuple(number(value, digits) for value in values)
        if len(set(texts)) >= len(set(values)):
            break
    return texts


def between(low: float, high: float) -> str:
    """The range from the one to the other."""
    least, most = number(low), number(high)
    return f"at {least}" if least == most else f"between {least} and {most}"


def place(x: float, y: float, digits: int = 4) -> str:
    """A point of the plane."""
    return f"({number(x, digits)}, {number(y, digits)})"


def percent(share: float, digits: int = 1) -> str:
    """A share in percent; with more digits where it would read 0% or 100% and is neither."""
    value = 100 * float(share)
    text = _rounded(value, digits)
    if value and not float(text):
        return f"{number(value, 2)}%"
    while value < 100 <= float(text):
        digits += 1
        text = _rounded(value, digits)
    return f"{text}%"


def epochs(count: float) -> str:
    """So many passes over the data."""
    text = number(count, 2)
    return f"{text} epoch{'' if text == '1' else 's'}"
