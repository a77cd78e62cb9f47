"""Tables as comma-separated values, by the same rules wherever they are written.

- A number's text reads back as the same number; what is not finite is `nan`, `inf` or `-inf`.
- Whole numbers below 1e16 have no decimal point, and -0 is 0. From 1e16 on and below 1e-4 there
  are powers of ten: `1e+16`, `2.5e-05`.
- A cell is empty where there is no value.
- Texts with a comma, a quotation mark or a line end are quoted, marks in them doubled.
- A line ends with a line feed, the last one, too.
"""

import csv
from collections.abc import Iterable
from typing import Final, TypeAlias

Cell: TypeAlias = float | int | str | None

WHOLE: Final = 1e16


def csv_lines(rows: Iterable[Iterable[Cell]]) -> str:
    """A line for each row."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator=_Lines.ENDING)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return "".join(lines)


class _Lines(list[str]):
    """Takes the writer's lines, which quotes either character of its line end, and ends them."""

    ENDING: Final = "\r\n"

    def write(self, line: str) -> None:
        self.append(line.removesuffix(self.ENDING) + "\n")


def _plain(cell: Cell) -> Cell:
    """Without a decimal point where none is needed; the rest is Python's shortest text."""
    if isinstance(cell, float) and -WHOLE < cell < WHOLE and cell.is_integer():
        return int(cell)
    return cell
