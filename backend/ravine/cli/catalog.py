"""`ravine catalog`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ravine.cli.output import problems_exit
from ravine.vocabulary.problems import Problem, Problems, nearest, shortened

if TYPE_CHECKING:
    from rich.table import Table

    from ravine.vocabulary.catalog import Catalog
    from ravine.wire.entries import CatalogAnswer, EntryAnswer, ParameterAnswer


def catalog(
    kind: Annotated[str | None, typer.Argument(help="optimizers, surfaces, datasets...")] = None,
    name: Annotated[str | None, typer.Argument(help="An entry, to see all about it.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the API's answer.")] = False,
) -> None:
    """List what there is to choose from: optimizers, surfaces, datasets and more."""
    from ravine.wire.catalog import whole_catalog

    whole = whole_catalog()
    with problems_exit():
        kinds = _kinds(whole, kind)
        entries = [_find(kind, kinds[kind], name)] if kind and name else []
    if json:
        typer.echo(_json(whole, kinds[kind] if kind else None, entries))
    elif entries:
        _print_entry(entries[0])
    else:
        _print_lists(kinds)
        if kind is None:
            typer.echo(f"\nOwn functions of x and y: {whole.language}")


def _json(
    whole: "CatalogAnswer", kind: Sequence["EntryAnswer"] | None, entries: Sequence["EntryAnswer"]
) -> str:
    from ravine.wire.encoding import encode

    if entries:
        return entries[0].model_dump_json()
    if kind is not None:
        return encode([entry.model_dump() for entry in kind]).decode()
    return whole.model_dump_json()


def _kinds(whole: "CatalogAnswer", kind: str | None) -> dict[str, Sequence["EntryAnswer"]]:
    """The entries of one kind, or of all."""
    from ravine.wire.catalogs import CATALOGS

    kinds: dict[str, Sequence[EntryAnswer]] = {
        key: value for key, value in whole if key in CATALOGS
    }
    if kind is None:
        return kinds
    if kind not in kinds:
        raise Problems([Problem("", f"There are no '{kind}'.", nearest(kind, kinds))])
    return {kind: kinds[kind]}


def _find(kind: str, entries: Sequence["EntryAnswer"], word: str) -> "EntryAnswer":
    """The entry of that name, or the one that people call so, which is then said."""
    from ravine.wire.catalogs import CATALOGS

    catalog = CATALOGS[kind]
    meant = catalog.called(word)
    if meant is None:
        raise Problems([_parameter_called(word, kind, catalog) or _unknown(word, catalog)])
    if meant.name != word:
        typer.echo(f"'{word}' stands for {meant.name}.", err=True)
    return next(entry for entry in entries if entry.name == meant.name)


def _unknown(word: str, catalog: "Catalog[Any]") -> Problem:
    aliases = {entry.name: entry.aliases for entry in catalog.values()}
    return Problem("", f"There is no '{shortened(word)}'.", nearest(word, catalog, aliases))


def _parameter_called(word: str, kind: str, catalog: "Catalog[Any]") -> Problem | None:
    """What a word stands for that is a parameter of entries; None where it is none."""
    having: dict[str, list[str]] = {}
    for entry in catalog.values():
        for parameter in entry.parameters:
            if word in (parameter.name, *parameter.aliases):
                having.setdefault(parameter.name, []).append(entry.name)
    if not having:
        return None
    found = "; ".join(f"{name} of {', '.join(entries)}" for name, entries in having.items())
    entry = next(iter(having.values()))[0]
    message = f"'{word}' stands for a parameter: {found}."
    return Problem("", message, f"See `ravine catalog {kind} {entry}`.")


def _print_lists(kinds: dict[str, Sequence["EntryAnswer"]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for kind, entries in kinds.items():
        table.add_row(f"[bold]{kind}[/bold]")
        for entry in entries:
            table.add_row(f"  {entry.name}", entry.summary)
    Console().print(table)


def _print_entry(entry: "EntryAnswer") -> None:
    from rich.console import Console

    console = Console()
    console.print(f"[bold]{entry.title}[/bold] ({entry.name})")
    source = f"Source: {entry.source}" if entry.source else ""
    for text in (entry.summary, entry.formula, source, _check(entry)):
        if text:
            console.print(text, markup=False, highlight=False)
    if entry.parameters:
        console.print(_parameters(entry.parameters))


def _check(entry: "EntryAnswer") -> str:
    """How closely an optimizer was checked; nothing for other entries."""
    from ravine.wire.entries import OptimizerEntry

    check = entry.check if isinstance(entry, OptimizerEntry) else None
    if check is None:
        return ""
    return (
        f"Checked step by step against {check.reference}: {check.steps} steps on {check.surfaces} "
        f"surfaces, largest relative difference {check.max_relative_difference:.0e}."
    )


def _parameters(parameters: Sequence["ParameterAnswer"]) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("parameter", "default", "accepted", ""):
        table.add_column(heading)
    for parameter in parameters:
        table.add_row(
            parameter.name, _value(parameter.default), _accepted(parameter), parameter.help
        )
    return table


def _accepted(parameter: "ParameterAnswer") -> str:
    if parameter.choices is not None:
        return ", ".join(parameter.choices)
    if parameter.low is None or parameter.high is None:
        return "true, false"
    span = f"{parameter.low:g} to {parameter.high:g}"
    if parameter.max_length is not None:
        return f"up to {parameter.max_length} numbers, {span}"
    return span


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).lower()
