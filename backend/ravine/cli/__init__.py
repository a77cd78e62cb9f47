"""The command line. Commands import what they use when they run, so that each starts fast."""

from typing import Annotated

import typer

from ravine.cli.catalog import catalog
from ravine.cli.compare import compare
from ravine.cli.serve import serve, with_flags
from ravine.version import __version__

app = typer.Typer(
    name="ravine",
    help="Shows how optimizers go downhill, and why. Without a command: serve.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(with_flags(serve))
app.command()(compare)
app.command()(catalog)


@app.callback(invoke_without_command=True)
def bare(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Shows how optimizers go downhill, and why. Without a command: serve."""
    if version:
        typer.echo(f"ravine {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        serve()
