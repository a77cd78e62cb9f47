"""From settings to a running server."""

import os
import secrets
import sys
from typing import TYPE_CHECKING, Final, NoReturn

from ravine.server.serving.listen import ListenError, listen
from ravine.server.serving.variables import unknown_variables
from ravine.server.settings import Settings
from ravine.workers.local import LocalWorkers

if TYPE_CHECKING:
    from ravine.store import Store

GRACE_S: Final = 2


def run(settings: Settings | None = None, tasks: str | None = None) -> None:
    """Start the interactive worker, import the rest meanwhile, and serve until told to stop.

    Args:
        settings: how the server is set up; by default what the environment says.
        tasks: another table of tasks for the workers.

    Raises:
        SystemExit: it cannot start; the reason was printed.
    """
    for warning in unknown_variables(os.environ):
        sys.stderr.write(f"{warning}\n")
    settings = with_token(settings or Settings())
    try:
        listener = listen(settings.host, settings.port)
    except ListenError as error:
        give_up(str(error))
    workers = LocalWorkers(settings.worker_options(tasks))
    with listener, workers.spawned():
        from ravine.server.serving.runner import (
            serve_on,  # Slow: FastAPI, SQLAlchemy, the catalogs.
        )

        serve_on(listener, settings, open_store(settings.database), workers, GRACE_S)


def with_token(settings: Settings) -> Settings:
    """The settings, with a new token when one is needed and none is set."""
    if not settings.needs_token or settings.token is not None:
        return settings
    return settings.model_copy(update={"token": secrets.token_urlsafe(24)})


def open_store(database: str) -> "Store":
    """The store; gives up with a sentence when it cannot be used."""
    from ravine.store import Store, StoreError

    try:
        return Store(database)
    except StoreError as error:
        give_up(str(error))


def give_up(sentence: str) -> NoReturn:
    """Say why the server cannot start, and leave."""
    sys.stderr.write(f"Ravine cannot start: {sentence}\n")
    raise SystemExit(1)
