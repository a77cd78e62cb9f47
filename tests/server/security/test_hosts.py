import pytest
from hypothesis import given
from hypothesis import strategies as st

from ravine.server.security.hosts import AllowedHosts, is_loopback, parse_authority, same_origin


@given(st.text(max_size=30))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    parsed = parse_authority(text)
    assert parsed is None or parsed.host == parsed.host.lower()
    assert (text, 8000) not in AllowedHosts("127.0.0.1") or parsed is not None
    assert same_origin(text, "http", "127.0.0.1:8000") in (True, False)


@given(st.sampled_from(["localhost", "127.0.0.1", "[::1]", "lab"]), st.integers(1, 65535))
def test_an_origin_equals_itself_only(host: str, port: int) -> None:
    assert same_origin(f"http://{host}:{port}", "http", f"{host}:{port}")
    assert same_origin(f"http://{host}:{port}", "ws", f"{host}:{port}")
    assert not same_origin(f"http://{host}:{port}", "http", f"{host}:{port % 65535 + 1}")
    assert not same_origin(f"https://{host}:{port}", "http", f"{host}:{port}")


def test_default_ports_may_be_left_out() -> None:
    assert same_origin("http://lab", "http", "lab:80")
    assert same_origin("https://lab:443", "wss", "lab")
    assert not same_origin("http://lab", "http", "lab:8000")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("lab", False), ("", False)],
)  # fmt: skip
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
