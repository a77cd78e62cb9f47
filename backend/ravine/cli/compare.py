"""`ravine compare`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ravine.cli.flags import at_flag
from ravine.cli.output import problems_exit
from ravine.vocabulary.problems import Problem, Problems

if TYPE_CHECKING:
    from ravine.python.results import Comparison, Run

ENTRY = "name:key=value,..."
EXAMPLE = "--optimizer adam:learning_rate=0.05"


def compare(
    surface: Annotated[
        str | None, typer.Option(help="A surface of the catalog (see `ravine catalog`).")
    ] = None,
    surface_param: Annotated[
        list[str] | None, typer.Option(metavar="key=value", help="A parameter of the surface.")
    ] = None,
    expression: Annotated[
        str | None,
        typer.Option(
            help="An own function of x and y in place of a named surface; "
            "`ravine catalog` says what it may be made of."
        ),
    ] = None,
    x: Annotated[
        str | None, typer.Option(metavar="low,high", help="Drawn range of an own function.")
    ] = None,
    y: Annotated[
        str | None, typer.Option(metavar="low,high", help="Drawn range of an own function.")
    ] = None,
    optimizer: Annotated[
        list[str] | None,
        typer.Option(metavar=ENTRY, help="An optimizer; repeat for more. label=... names it."),
    ] = None,
    schedule: Annotated[
        str | None, typer.Option(metavar=ENTRY, help="Learning-rate schedule of all optimizers.")
    ] = None,
    start: Annotated[
        str | None, typer.Option(metavar="x,y", help="Default: the surface's own start.")
    ] = None,
    steps: Annotated[int, typer.Option(help="Steps of each optimizer.")] = 500,
    seed: Annotated[int, typer.Option(help="Seed of the noise.")] = 0,
    noise: Annotated[
        float, typer.Option(help="Standard deviation of the noise on each gradient component.")
    ] = 0.0,
    json: Annotated[bool, typer.Option("--json", help="Print the API's answer.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a row for each run and step.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the figure as a page.")
    ] = None,
) -> None:
    """Run several optimizers on one surface and say what became of each."""
    with problems_exit(lambda problem: at_flag(problem, optimizer or [])):
        if json and csv:
            raise _problem("--csv", "Only one format can be printed.", "Leave out --json or --csv.")
        if not optimizer:
            remedy = f"Add one or more, such as {EXAMPLE}."
            raise _problem("--optimizer", "There is no optimizer to compare.", remedy)
        if surface is not None and expression is not None:
            raise _problem("--expression", "There is a --surface, too.", "Leave out one of them.")
        from ravine.python.compare import compare as run

        result = run(
            _surface(surface, surface_param or [], expression),
            _optimizers(optimizer, schedule),
            x=_pair(x, "--x"),
            y=_pair(y, "--y"),
            start=_pair(start, "--start"),
            steps=steps,
            seed=seed,
            noise=noise,
        )
        if html is not None:
            _write_page(result, html)
    if json or csv:
        typer.echo(result.to_json() if json else result.to_csv(), nl=json)
    else:
        _print_table(result)


def _write_page(result: "Comparison", path: Path) -> None:
    try:
        result.to_html(path)
    except OSError as error:
        reason = f"{path} cannot be written: {error.strerror}."
        raise _problem("--html", reason, "Give a file in a folder that exists.") from error


def _problem(pointer: str, message: str, remedy: str) -> Problems:
    return Problems([Problem(pointer, message, remedy)])


def _surface(name: str | None, params: Sequence[str], expression: str | None) -> dict[str, Any]:
    from ravine.python.shorthand import parse_params

    if name is None and expression is None:
        name = "rosenbrock"
    given = {"name": name, "expression": expression}
    filled = {key: value for key, value in given.items() if value is not None}
    return {**filled, "params": parse_params(",".join(params), "/surface/params")}


def _optimizers(given: Sequence[str], schedule: str | None) -> list[dict[str, Any]]:
    from ravine.python.shorthand import parse_entry

    at = "/optimizers/{}"
    under = {} if schedule is None else {"schedule": parse_entry(schedule, at.format("0/schedule"))}
    return [{**parse_entry(text, at.format(index)), **under} for index, text in enumerate(given)]


def _pair(text: str | None, flag: str) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        first, second = (float(part) for part in text.split(","))
    except ValueError:
        raise _problem(flag, f"'{text}' is not a pair of numbers.", "Write -1.5,2.") from None
    return first, second


def _print_table(result: "Comparison") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=_title(result), title_justify="left", title_style="bold", box=None)
    table.add_column("optimizer")
    for name in ("rate", "loss", "|gradient|", "distance"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("outcome")
    for run in result.runs:
        rate = run.optimizer.params["learning_rate"]
        numbers = [rate, run.loss[-1], run.gradient_norm[-1], _distance(run, result)]
        cells = ["" if number is None else f"{number:.4g}" for number in numbers]
        table.add_row(escape(run.label), *cells, _verdict(run))
    console = Console()
    console.print(table)
    console.print()
    for sentence in _notes(result):
        console.print(sentence, style="dim", markup=False, highlight=False)


def _notes(result: "Comparison") -> list[str]:
    """What the numbers mean, and what was held equal."""
    if not result.surface.minimizers:
        return result.protocol.sentences
    return ["Distance: to the nearest known minimizer.", *result.protocol.sentences]


def _title(result: "Comparison") -> str:
    params = ", ".join(f"{key}={value:g}" for key, value in result.surface.params.items())
    return f"{result.surface.expression or result.surface.title}{params and f' ({params})'}"


def _distance(run: "Run", result: "Comparison") -> float | None:
    """From the end of a path to the nearest known minimizer; None where none is known."""
    from math import hypot

    x, y = float(run.x[-1]), float(run.y[-1])
    return min((hypot(x - at.x, y - at.y) for at in result.surface.minimizers), default=None)


def _verdict(run: "Run") -> str:
    sensitive = run.outcome.sensitive_from
    if sensitive is None:
        return run.outcome.sentence
    return f"{run.outcome.sentence} From step {sensitive} on rounding decides the path."
