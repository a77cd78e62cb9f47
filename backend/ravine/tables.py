"""Series of several runs as comma-separated values."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Columns: TypeAlias = Mapping[str, npt.NDArray[np.float64]]

NOTHING = np.empty(0)


def long_csv(runs: Sequence[tuple[str, Columns]]) -> str:
    """A header, then a row for each run and step.

    A number's text reads back as the same number. A cell is empty where a run has no such value:
    state that another optimizer keeps, and the learning rate of the step after the last.

    Args:
        runs: the label of each and its columns by name, of which the first is the longest.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = list(dict.fromkeys(name for _, columns in runs for name in columns))
    writer.writerow(["label", "step", *names])
    for label, columns in runs:
        for step in range(len(next(iter(columns.values())))):
            writer.writerow([label, step, *_cells(columns, names, step)])
    return text.getvalue()


def _cells(columns: Columns, names: Sequence[str], step: int) -> Iterator[str]:
    for name in names:
        here = columns.get(name, NOTHING)[step : step + 1]
        yield repr(float(here[0])) if len(here) else ""
