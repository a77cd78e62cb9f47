"""How commands speak: results on stdout, problems on stderr."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from ravine.core.problems import Problems


@contextmanager
def problems_exit() -> Iterator[None]:
    """Print every problem with its remedy and exit with 2, as for any wrong usage."""
    try:
        yield
    except Problems as error:
        for problem in error.problems:
            typer.echo(f"ravine: {problem}", err=True)
        raise typer.Exit(2) from error
