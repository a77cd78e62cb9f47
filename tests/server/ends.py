"""How runs end on a real server, and what is kept of them."""

from tests.server.live import LiveServer
from tests.server.stream.client import Cursor, StreamClient


def end_of(client: StreamClient, run_id: str) -> dict[str, str]:
    """The run's status when it has ended."""
    Cursor(run_id).subscribe(client)
    while True:
        run: dict[str, str] = client.until("status")["run"]
        if run["id"] == run_id and run["status"] not in ("queued", "running"):
            return run


def assert_kept(server: LiveServer, run_id: str) -> None:
    kept = server.run(run_id)["step"]
    assert kept > 0
    assert server.series(run_id)["loss"]["step"] == list(range(1, kept + 1))
