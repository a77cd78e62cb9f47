"""Bodies that are no JSON, too deep, too large or too many mistakes at once."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from tests.server.live import LiveServer
from tests.server.stream.client import StreamClient

COMPARE = "/api/landscape/compare"
EXPERIMENTS = "/api/experiments"
GOOD: dict[str, Any] = {"surface": "rosenbrock", "optimizers": ["adam"]}


@pytest.mark.parametrize("body", [b"{", b"nonsense", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000])
def test_what_is_not_json_is_refused(server: LiveServer, body: bytes) -> None:
    answer = server.http.post(COMPARE, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed-json")


@pytest.mark.parametrize(
    ("body", "pointer", "where"),
    [
        ('{"runs": ' + "[" * 1000 + "]" * 1000 + "}", "/runs" + "/0" * 31, ""),
        ('{"a": ' * 500 + "1" + "}" * 500, "/a" * 32, ""),
        ("[" * 5000 + "]" * 5000, "", "character 1025"),
    ],
)
def test_what_is_nested_too_deep_is_refused_with_its_place(
    server: LiveServer, body: str, pointer: str, where: str
) -> None:
    headers = {"content-type": "application/json"}
    answer = server.http.post(EXPERIMENTS, content=body, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed-json")
    (error,) = answer.json()["errors"]
    assert error["pointer"] == pointer
    assert where in error["message"]
    assert "more than 32 deep" in error["remedy"]
    with StreamClient(server.url) as client:
        client.socket.send(body)
        (error,) = client.until("problem")["errors"]
        assert (error["pointer"], "32 deep" in error["remedy"]) == (pointer, True)


@pytest.mark.parametrize("declared", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_media_types_are_refused(server: LiveServer, declared: str) -> None:
    answer = server.http.post(COMPARE, content=b"{}", headers={"content-type": declared})
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/unsupported-media-type")


def test_no_body_at_all(server: LiveServer) -> None:
    assert server.http.post(COMPARE).json()["errors"][0]["message"] == "This is missing."


def chunks(total: int) -> Iterator[bytes]:
    for _ in range(total // 65536):
        yield b" " * 65536


def test_a_body_of_50_mb_is_refused_whether_announced_or_not(server: LiveServer) -> None:
    before = server.memory_mib()
    headers = {"content-type": "application/json"}
    for content in (b" " * 50_000_000, chunks(50_000_000)):
        answer = server.http.post(COMPARE, content=content, headers=headers)
        assert answer.status_code == 413
        assert "1048576 bytes" in answer.json()["detail"]
    assert server.memory_mib() - before < 20
    assert server.http.get("/api/health").status_code == 200


@pytest.mark.parametrize("length", ["-5", "many", "99999999999999999999"])
def test_a_strange_content_length_harms_nobody(server: LiveServer, length: str) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(
            f"POST {COMPARE} HTTP/1.1\r\nHost: {host}:{port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode()
        )
        assert raw.recv(100).startswith(b"HTTP/1.1 4")


def test_a_flood_of_mistakes_is_answered_briefly(server: LiveServer) -> None:
    """Neither many names nor long ones delay others or come back in full."""
    floods: list[dict[str, Any]] = [
        {str(number): 1 for number in range(50_000)},
        {"z" * 900_000: 1},
        {"learning_rate": "z" * 900_000},
        {"learning_rate": [[0] * 100_000]},
    ]
    for params in floods:
        before = server.cpu_s()
        body = {**GOOD, "optimizers": [{"name": "adam", "params": params}]}
        answer = server.http.post(COMPARE, json=body)
        assert server.cpu_s() - before < 3
        assert answer.status_code == 422
        assert 1 <= len(answer.json()["errors"]) <= 20
        assert len(answer.content) < 10_000


@pytest.mark.parametrize(("depth", "status"), [(25, 422), (100, 400), (900, 400)])
def test_deep_values_are_answered_briefly(server: LiveServer, depth: int, status: int) -> None:
    params = f'{{"learning_rate": {"[" * depth}{"]" * depth}}}'
    body = f'{{"surface": "beale", "optimizers": [{{"name": "adam", "params": {params}}}]}}'
    answer = server.http.post(COMPARE, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    pointer = "/optimizers/0/params/learning_rate"
    assert answer.json()["errors"][0]["pointer"].rstrip("/0") == pointer
