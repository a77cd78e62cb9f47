"""The FastAPI application: routes, the socket, security, errors.

Nothing is imported here: a worker process should begin to start before all that is.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ravine.server.settings import Settings


def serve(settings: "Settings | None" = None) -> None:
    """Run the server until it is told to stop.

    Args:
        settings: how it is set up; by default what the environment says.

    Raises:
        SystemExit: it cannot start; the reason was printed.
    """
    from ravine.server.serving.run import run

    run(settings)
