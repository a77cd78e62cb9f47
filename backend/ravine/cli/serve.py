"""`ravine serve`."""


def serve() -> None:
    """Serve the dashboard and the API."""
