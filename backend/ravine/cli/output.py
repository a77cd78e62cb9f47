"""How commands speak: results on stdout, problems on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from ravine.vocabulary.problems import Problem, Problems


@contextmanager
def problems_exit(worded: Callable[[Problem], Problem] = lambda problem: problem) -> Iterator[None]:
    """Print every problem with its remedy and exit with 2, as for any wrong usage.

    Args:
        worded: a problem of a request in the words of the command line, where pointers mean
            nothing.
    """
    try:
        yield
    except Problems as error:
        # What one flag says of several optimizers is wrong once.
        for problem in dict.fromkeys(map(worded, error.problems)):
            typer.echo(f"ravine: {problem}", err=True)
        raise typer.Exit(2) from error
