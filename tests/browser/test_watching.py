"""What the fixture `visit` fails on: every test of a page rests on it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.visiting import PATIENCE_S, Watch

ELSEWHERE = "127.0.0.1:9"


@pytest.fixture
def watched(flat_browser: Browser, server: str) -> Iterator[tuple[Page, Watch]]:
    """An empty page of the server's host, without the dashboard's content security policy."""
    watch = Watch(urlsplit(server).netloc)
    context = flat_browser.new_context()
    context.set_default_timeout(1000 * PATIENCE_S)
    watch.over(context)
    page = context.new_page()
    page.route("**/empty", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(f"{server}/empty")
    yield page, watch
    context.close()


def test_nothing_is_noted_of_a_page_that_does_nothing(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    page.evaluate("console.log('hello'); console.warn('hello')")
    assert watch.errors == []


FOREIGN_SOCKET = f"new Promise((end) => {{new WebSocket('ws://{ELSEWHERE}/s').onerror = end}})"
FOREIGN_IMAGE = f"""
new Promise((end) => Object.assign(new Image(), {{src: 'http://{ELSEWHERE}/i', onerror: end}}))
"""


@pytest.mark.parametrize(
    ("script", "noted"),
    [
        ("console.error('so it goes')", "so it goes"),
        ("setTimeout(() => { throw new Error('not caught') })", "not caught"),
        ("setTimeout(() => { Promise.reject(new Error('not awaited')) })", "not awaited"),
        (f"fetch('http://{ELSEWHERE}/f').catch(() => 0)", f"request to http://{ELSEWHERE}/f"),
        (f"{FOREIGN_SOCKET}.then(() => 0)", f"request to ws://{ELSEWHERE}/s"),
        (f"{FOREIGN_IMAGE.strip()}.then(() => 0)", f"request to http://{ELSEWHERE}/i"),
    ],
)
def test_an_error_and_a_request_to_another_host_are_noted(
    watched: tuple[Page, Watch], script: str, noted: str
) -> None:
    page, watch = watched
    page.evaluate(script)
    page.evaluate("new Promise((end) => setTimeout(end))")
    assert any(noted in error for error in watch.errors), watch.errors


def test_a_page_that_a_page_opens_is_watched_too(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    with page.expect_popup() as opened:
        page.evaluate("window.open('about:blank') && 0")
    opened.value.evaluate("console.error('from the popup')")
    assert "from the popup" in watch.errors


def test_what_a_test_provokes_is_allowed(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    watch.allowed.append("on purpose")
    page.evaluate("console.error('done on purpose')")
    assert watch.errors == []
