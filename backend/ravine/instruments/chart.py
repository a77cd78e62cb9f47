"""How what an instrument gives is drawn: marks that name its columns, composed to pictures in rows.

Charts are data. They travel in a run's plan, and whoever draws a run needs nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ravine.instruments.marks import Axes, Mark


@dataclass(frozen=True)
class Picture:
    """Marks over one another, on the same axes.

    Args:
        title: what it shows, within a sentence.
        marks: from the lowest to the uppermost.
    """

    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Row:
    """A row of the page: pictures of every run, on one scale.

    What several instruments draw in rows of one title stands in one row, and in pictures of one
    title over one another.

    Args:
        title: of the row.
        pictures: side by side.
        note: how to read them, in a few words.
        together: whether all runs are drawn in the same picture; else each has its own.
        height: of a picture, in pixels; 0 for as high as what it holds.
    """

    title: str
    pictures: tuple[Picture, ...]
    note: str = ""
    together: bool = False
    height: int = 160


@dataclass(frozen=True)
class Chart:
    """How an instrument is drawn.

    Args:
        rows: where it is drawn; none where others tell what it says.
        option: what it is called where several instruments draw the same rows and one of them is
            shown at a time; empty where all are.
    """

    rows: tuple[Row, ...] = ()
    option: str = ""

    def check(self, columns: Mapping[str, Axes]) -> None:
        """Compare with the columns of its instrument.

        Args:
            columns: their axes, by name.

        Raises:
            ValueError: a mark names a column that is not there or has axes that it cannot draw, or
                marks of one picture stand on different axes.
        """
        for row, picture in self._pictures():
            where = f"picture '{picture.title}' of row '{row.title}'"
            grounds = sorted({mark.ground for mark in picture.marks})
            if len(grounds) != 1:
                raise ValueError(f"{where} needs marks on the same axes, and has {grounds}")
            for mark in picture.marks:
                _check_mark(mark, columns, where)

    def _pictures(self) -> Iterator[tuple[Row, Picture]]:
        for row in self.rows:
            for picture in row.pictures:
                yield row, picture


UNDRAWN = Chart()
"""Of what others tell."""


def _check_mark(mark: Mark, columns: Mapping[str, Axes], where: str) -> None:
    for name, drawn in mark.reads.items():
        if name not in columns:
            known = ", ".join(columns)
            raise ValueError(f"{where}: a {mark.mark} names '{name}'; the columns are: {known}")
        if columns[name] not in drawn:
            wanted = " or ".join(str(axes) for axes in drawn)
            raise ValueError(
                f"{where}: a {mark.mark} draws axes {wanted}, and '{name}' has {columns[name]}"
            )
