"""Series of several runs as comma-separated values."""

from collections.abc import Mapping, Sequence
from itertools import count, repeat

from ravine.wire.tables import Cell, csv_lines


def long_csv(runs: Sequence[tuple[str, Mapping[str, Sequence[Cell]]]]) -> str:
    """A header, then a row for each run and step; the dashboard exports the same.

    A cell is empty where a run has no such value: state that another optimizer keeps.

    Args:
        runs: the label of each and its columns by name, each with an entry for every step from
            0 on.
    """
    names = list(dict.fromkeys(name for _, columns in runs for name in columns))
    header = ["label", "step", *names]
    rows = (
        row
        for label, columns in runs
        for row in zip(
            repeat(label),
            count(),
            *(columns.get(name, repeat(None)) for name in names),
            strict=False,
        )
    )
    return csv_lines([header, *rows])
