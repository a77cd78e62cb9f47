"""A token of any letters lets its bearer in, whatever other programs' cookies stand beside it."""

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from tests.server.asgi import ask

from ravine.python.transport import Transport
from ravine.server.security.guard import Guard
from ravine.server.security.hosts import AllowedHosts
from ravine.server.security.token import Token, encoded
from ravine.server.serving.addresses import address
from ravine.server.serving.listen import listen
from ravine.server.settings import Settings

ODD = ["a&b#c%d=e", "with two  spaces", "50%25+1;,", "größer ﬁ Ω", 'quo"ted\\back', "plus+minus%2B"]


def usable(token: str) -> bool:
    return len(token) >= 8 and token == token.strip() and token.isprintable()


TOKENS = st.text(min_size=8, max_size=40).filter(usable) | st.sampled_from(ODD)
# What HTTP lets through as the value of a header.
RUBBISH = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    await Response("in")(scope, receive, send)


def guarded(token: str, port: int | None = None) -> ASGIApp:
    further = () if port is None else (f"127.0.0.1:{port}",)
    return Guard(inside, AllowedHosts("127.0.0.1", further), token)


def status(token: str, headers: dict[str, str], query: str = "") -> int:
    return ask(guarded(token), "GET", f"/api/health{query}", headers).status


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    with listen("127.0.0.1", 0) as found:
        yield found


@settings(max_examples=30)
@given(TOKENS)
@example(ODD[0])
@example(ODD[3])
def test_the_printed_link_lets_in_and_its_cookie_does_too(
    listener: socket.socket, token: str
) -> None:
    link = urlsplit(address(Settings(token=token), listener))
    assert link.fragment == ""
    answer = ask(guarded(token), "GET", f"/training?a=%26&{link.query}&b=1")
    assert (answer.status, answer.headers["location"]) == (303, "/training?a=%26&b=1")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    assert status(token, {"cookie": cookie}) == 200


@settings(max_examples=30)
@given(TOKENS)
def test_a_header_bears_it_in_either_encoding(token: str) -> None:
    assert status(token, {"authorization": f"Bearer {token}"}) == 200
    assert Token(token).is_in_authorization([f"bearer  {token.encode().decode('latin-1')}"])
    if all(ord(letter) < 256 for letter in token):
        assert Token(token).is_in_authorization([f"Bearer {token}"])


@settings(max_examples=30)
@given(TOKENS)
def test_the_python_client_sends_it(token: str) -> None:
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(dict(request.headers.raw)[b"authorization"])
        return httpx.Response(200, json={})

    for url, given_token in (("http://a", token), (f"http://a/?token={encoded(token)}", None)):
        transport = Transport(url, given_token, 1, httpx.MockTransport(answer))
        transport.json("GET", "/api/health")
        transport.close()
    assert all(Token(token).is_in_authorization([value.decode("latin-1")]) for value in asked)
    assert len(asked) == 2


@given(TOKENS, st.lists(RUBBISH, max_size=4), st.lists(RUBBISH, max_size=4))
@example("a-long-secret", ['odd="', "{json: [1,2]}", "=", "@@"], ["ravine_token_8000=stale"])
def test_cookies_of_others_lock_nobody_out(token: str, before: list[str], after: list[str]) -> None:
    own = f"ravine_token_8000={encoded(token)}"
    header = "; ".join([*before, own, *after])
    assert Token(token).is_in_cookies([header], "ravine_token_8000")


@given(TOKENS, TOKENS, st.lists(RUBBISH, max_size=4))
def test_no_other_token_lets_in(token: str, other: str, rubbish: list[str]) -> None:
    if other == token or encoded(token) in {other, encoded(other)}:
        return
    cookies = "; ".join([*rubbish, f"ravine_token_8000={encoded(other)}"])
    if encoded(token) in cookies:
        return
    assert not Token(token).is_in_cookies([cookies], "ravine_token_8000")
    assert not Token(token).is_in_authorization([f"Bearer {other}".encode().decode("latin-1")])
    assert not Token(token).is_in_query(f"token={encoded(other)}".encode())


def test_any_valid_cookie_of_several_counts() -> None:
    for cookies in (
        "ravine_token_8000=stale; ravine_token_8000=a-long-secret",
        "ravine_token_8000=a-long-secret; ravine_token_8000=stale",
        'ravine_token_8000="a-long-secret"',
    ):
        assert status("a-long-secret", {"cookie": cookies}) == 200, cookies
    for cookies in ("ravine_token_8000=", "ravine_token_8000", "ravine_token_9000=a-long-secret"):
        assert status("a-long-secret", {"cookie": cookies}) == 401, cookies


def test_the_cookie_is_named_after_the_port_that_the_browser_sees() -> None:
    """Two containers may both listen on 8000 inside and be told apart outside alone."""
    test = guarded("a-long-secret", port=9001)
    headers = {"host": "127.0.0.1:9001"}
    answer = ask(test, "GET", "/?token=a-long-secret", headers)
    cookie = answer.headers["set-cookie"].partition(";")[0]
    assert cookie == "ravine_token_9001=a-long-secret"
    assert ask(test, "GET", "/", {**headers, "cookie": cookie}).status == 200


def test_a_plus_in_an_address_is_a_space_or_a_plus() -> None:
    for query, token in (
        ("?token=with+a+space", "with a space"),
        ("?token=plus+plus", "plus+plus"),
        ("?token=a&token=b-long-secret", "b-long-secret"),
    ):
        assert status(token, {}, query) == 303, query


@pytest.mark.parametrize("token", [" padded ", "two\nlines", "nul\0nul\0", "short"])
def test_a_token_that_no_header_could_bear_is_refused(token: str) -> None:
    wrong: dict[str, Any] = {"token": token}
    with pytest.raises(ValidationError, match="token"):
        Settings(**wrong)
