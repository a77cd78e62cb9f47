"""The table."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Line:
    """A measured comparison.

    Args:
        what: the job.
        ours: Ravine's number, with its unit.
        theirs: the peer's number, with its unit; empty where there is none.
        result: the ratio, or whatever the goal is about.
        goal: the goal, as words.
        met: whether the goal is met.
    """

    what: str
    ours: str
    theirs: str
    result: str
    goal: str
    met: bool


def ratio_line(what: str, ours_us: float, theirs_us: float, goal: float, note: str = "") -> Line:
    """A line about times in microseconds and how many times faster Ravine is."""
    ratio = theirs_us / ours_us
    return Line(
        what,
        _microseconds(ours_us) + note,
        _microseconds(theirs_us),
        f"{ratio:,.0f}x faster" if ratio >= 20 else f"{ratio:,.1f}x faster",
        f"at least {goal:g}x",
        ratio >= goal,
    )


def _microseconds(number: float) -> str:
    return f"{number / 1000:,.1f} ms" if number >= 1000 else f"{number:,.3g} us"


def show(title: str, lines: list[Line], footnote: str) -> None:
    """Print everything at once."""
    table = Table(title=title, caption=footnote, caption_justify="left")
    for heading in ("job", "Ravine", "PyTorch", "result", "goal", "met"):
        table.add_column(heading, justify="left" if heading in ("job", "goal") else "right")
    for line in lines:
        met = "yes" if line.met else "NO"
        table.add_row(line.what, line.ours, line.theirs, line.result, line.goal, met)
    Console(width=140).print(table)
