"""HEAD wherever GET is, and Allow wherever something is not."""

import pytest
from tests.server.asgi import ask
from tests.server.live import LiveServer
from tests.server.security.test_guard import walk
from tests.server.stream.client import Cursor, StreamClient

from ravine.server.app import create_app
from ravine.server.settings import Settings

KEPT = ("content-type", "content-disposition", "cache-control", "etag", "content-length")


def test_head_answers_as_get_does_without_the_body(server: LiveServer) -> None:
    (run_id,) = server.begin("quick")
    with StreamClient(server.url) as client:
        Cursor(run_id).subscribe(client)
        client.until("complete")
    experiment_id = server.run(run_id)["experiment_id"]
    values = {"run_id": run_id, "experiment_id": experiment_id, "step": 0, "name": "icon.svg"}
    for method, path in walk():
        if method != "GET":
            continue
        place = "/".join(str(values.get(part, part)) for part in path.split("/"))
        get, head = server.http.get(place), server.http.head(place)
        assert head.status_code == get.status_code, place
        for name in KEPT:
            assert head.headers.get(name) == get.headers.get(name), f"{name} of {place}"
        assert head.content == b""


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/health", "GET, HEAD, OPTIONS"),
        ("/api/experiments", "GET, POST, HEAD, OPTIONS"),
        ("/api/experiments/x", "GET, PATCH, DELETE, HEAD, OPTIONS"),
        ("/api/landscape/compare", "POST, OPTIONS"),
        ("/api/runs/x/cancel", "POST, OPTIONS"),
        ("/docs", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
        ("/assets/x.js", "GET, HEAD, OPTIONS"),
    ],
)
def test_allow_names_every_method(path: str, methods: str) -> None:
    app = create_app(Settings())
    options, refused = ask(app, "OPTIONS", path), ask(app, "PUT", path)
    assert (options.status, options.body) == (204, b"")
    assert refused.status == 405
    assert refused.json()["type"] == "/problems/method-not-allowed"
    for answer in (options, refused):
        assert set(answer.headers["allow"].split(", ")) == set(methods.split(", "))


def test_options_of_nothing_is_404() -> None:
    assert ask(create_app(Settings()), "OPTIONS", "/api/nothing").status == 404
