"""`ravine serve`: each setting of the server is a flag."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from ravine.cli.output import problems_exit
from ravine.server.settings import Settings
from ravine.vocabulary.problems import Problem, Problems
from ravine.wire.validation import problems_of


def serve(**given: Any) -> None:
    """Serve the dashboard and the API. Each flag is also an environment variable."""
    from ravine.server import serve as run

    with problems_exit():
        settings = _settings({name: value for name, value in given.items() if value is not None})
    run(settings)


def _settings(given: dict[str, Any]) -> Settings:
    """The settings: flags before variables before defaults; raises `Problems`."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise Problems(map(_problem, problems_of(error.errors()))) from error


def _problem(found: Problem) -> Problem:
    """The same, named as people set it."""
    name = found.pointer.split("/")[1]
    return Problem(flag(name), found.message, f"{found.remedy} It is also {variable(name)}.")


def flag(name: str) -> str:
    """A setting's flag."""
    return f"--{name.replace('_', '-')}"


def variable(name: str) -> str:
    """A setting's environment variable."""
    return f"RAVINE_{name.upper()}"


def _parameter(name: str, field: FieldInfo) -> inspect.Parameter:
    """A setting as Typer wants it: pydantic reads the text, so that both ways accept the same."""
    switch = field.annotation is bool
    option = typer.Option(
        f"{flag(name)}/--no-{flag(name)[2:]}" if switch else flag(name),
        help=f"{field.description} [{variable(name)}]",
        metavar=None if switch else "VALUE",
        show_default=False,
    )
    kind = Annotated[bool | None, option] if switch else Annotated[str | None, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)


def with_flags(command: Callable[..., None]) -> Callable[..., None]:
    """The command with a flag for each setting."""

    @functools.wraps(command)
    def flagged(**given: Any) -> None:
        command(**given)

    parameters = [_parameter(name, field) for name, field in Settings.model_fields.items()]
    flagged.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what Typer reads
    return flagged
