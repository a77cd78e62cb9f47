"""Reads columns of a run and writes them as JSON or CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ravine.core.problems import Problem, Problems, nearest
from ravine.schemas.encoding import encode_plain, nonfinite_columns
from ravine.schemas.frames import Array
from ravine.schemas.limits import LAST_STEP
from ravine.store import Store
from ravine.store.downsample import choose_rows, finite_rows

# A run that has not sent anything yet has these columns all the same.
STEP_COLUMNS: Final = (
    "loss",
    "learning_rate",
    "gradient_norm",
    "layer_gradient_norm",
    "update_ratio",
)
SNAPSHOT_COLUMNS: Final = (
    "training_loss",
    "training_accuracy",
    "validation_loss",
    "validation_accuracy",
)
ROWS_OF_A_PIECE: Final = 4096


@dataclass(frozen=True, slots=True)
class Line:
    """A column: the step of each row, and the rows."""

    step: Array
    value: Array


@dataclass(frozen=True, slots=True)
class Lines:
    """Columns by name, and whether rows were left out."""

    lines: Mapping[str, Line]
    downsampled: bool


async def read_series(
    store: Store, run_id: str, names: str, from_step: int, max_points: int | None
) -> Lines:
    """The columns whose names are given, separated by commas.

    Raises:
        Problems: the run has no such column.
    """
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    found_steps, found_snapshots = await store.column_names(run_id)
    known_steps = found_steps or list(STEP_COLUMNS)
    known_snapshots = found_snapshots or list(SNAPSHOT_COLUMNS)
    check_names(wanted, [*known_steps, *known_snapshots])
    of_steps = [name for name in wanted if name in known_steps]
    of_snapshots = [name for name in wanted if name not in known_steps]
    lines = await step_lines(store, run_id, of_steps, from_step)
    lines |= await snapshot_lines(store, run_id, of_snapshots, from_step)
    thinned = {name: thin(line, max_points) for name, line in lines.items()}
    fewer = any(len(thinned[name].step) < len(line.step) for name, line in lines.items())
    return Lines({name: thinned[name] for name in wanted}, fewer)


def check_names(wanted: Iterable[str], known: Iterable[str]) -> None:
    """Refuse names that the run does not have."""
    names = list(known)
    problems = [
        Problem("/query/names", f"Unknown column '{name}'.", nearest(name, names))
        for name in wanted
        if name not in names
    ]
    if problems:
        raise Problems(problems)


async def step_lines(
    store: Store, run_id: str, names: list[str], from_step: int
) -> dict[str, Line]:
    """Per-step columns."""
    if not names:
        return {}
    found = await store.steps(run_id, from_step, LAST_STEP, names)
    step = np.arange(found.first_step, found.first_step + found.steps)
    return {name: Line(step, found.columns.get(name, np.empty(0, "f4"))) for name in names}


async def snapshot_lines(
    store: Store, run_id: str, names: list[str], from_step: int
) -> dict[str, Line]:
    """Columns of snapshots."""
    if not names:
        return {}
    steps, columns = await store.snapshot_columns(run_id, names, from_step)
    return {name: Line(np.array(steps, "i8"), values) for name, values in columns.items()}


def thin(line: Line, max_points: int | None) -> Line:
    """At most `max_points` rows, chosen so that the curve keeps its looks."""
    if max_points is None or len(line.step) <= max_points:
        return line
    flat = line.value.reshape(len(line.step), -1)
    rows = choose_rows(flat[:, 0], max_points, finite_rows({"value": flat}))
    return Line(line.step[rows], line.value[rows])


def as_json(run_id: str, found: Lines) -> Iterator[bytes]:
    """The answer as JSON; null where a value is not finite, and what it was beside it.

    In pieces, like the CSV: orjson lets no other thread run while it writes.
    """
    yield b'{"run_id":' + encode_plain(run_id) + b',"series":{'
    for index, (name, line) in enumerate(found.lines.items()):
        yield (b"," if index else b"") + encode_plain(name) + b':{"step":['
        yield from items(line.step)
        yield b'],"value":['
        yield from items(line.value)
        yield b"]}"
    odd = nonfinite_columns({name: line.value for name, line in found.lines.items()})
    rest = encode_plain({"nonfinite": odd, "downsampled": found.downsampled})
    yield b"}," + rest.removeprefix(b"{")


def items(values: Array) -> Iterator[bytes]:
    """The items of a JSON list, with commas between them."""
    for start in range(0, len(values), ROWS_OF_A_PIECE):
        piece = np.ascontiguousarray(values[start : start + ROWS_OF_A_PIECE])
        yield (b"," if start else b"") + encode_plain(piece)[1:-1]


def as_csv(found: Lines) -> Iterator[str]:
    """A row for each step that any column has; in pieces, so that none of them takes long."""
    lines = dict(single_lines(found.lines))
    yield written([["step", *lines]])
    steps = np.unique(np.concatenate([np.empty(0, "i8"), *(line.step for line in lines.values())]))
    for start in range(0, len(steps), ROWS_OF_A_PIECE):
        piece = steps[start : start + ROWS_OF_A_PIECE]
        cells = [cells_at(line, piece) for line in lines.values()]
        yield written(zip(piece.tolist(), *cells, strict=True))


def single_lines(lines: Mapping[str, Line]) -> Iterator[tuple[str, Line]]:
    """Columns of single numbers: `name[0]`, `name[1]`... where there is one for each layer."""
    for name, line in lines.items():
        if line.value.ndim == 1:
            yield name, line
            continue
        for index, values in enumerate(line.value.reshape(len(line.step), -1).T):
            yield f"{name}[{index}]", Line(line.step, values)


def cells_at(line: Line, steps: Array) -> list[float | str]:
    """The line's values at these steps, empty where it has none."""
    if len(line.step) == 0:
        return [""] * len(steps)
    rows = np.minimum(np.searchsorted(line.step, steps), len(line.step) - 1)
    there = line.step[rows] == steps
    return [
        value if known else ""
        for value, known in zip(line.value[rows].tolist(), there.tolist(), strict=True)
    ]


def written(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
