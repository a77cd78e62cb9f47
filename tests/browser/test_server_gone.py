"""The server is killed under the page, and comes back at the same address."""

import re
import signal
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.landscape import contour, curves, standing_at, wait_for_race
from tests.browser.training import LONG, SMALL, chart, run_small, status, wait_for_points
from tests.browser.visiting import DESKTOP, PATIENCE_S, Watch, expect_no_answer
from tests.server.live import LiveServer, live_server

# What Chromium says of requests and sockets without an answer.
AWAY = (
    "ERR_CONNECTION",
    "ERR_EMPTY_RESPONSE",
    "ERR_INCOMPLETE",
    "ERR_SOCKET_NOT_CONNECTED",
    "ERR_CONTENT_LENGTH",
    "WebSocket connection",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with the real tasks; every test kills it and starts it again."""
    with live_server(tmp_path_factory.mktemp("mortal"), "ravine.jobs.table:TASKS") as live:
        yield live


@pytest.fixture
def page(flat_browser: Browser, server: LiveServer) -> Iterator[Page]:
    """A page of that server; afterwards fail on any error that its absence does not explain."""
    watch = Watch(urlsplit(server.url).netloc, [*AWAY])
    context = flat_browser.new_context(viewport=DESKTOP)
    context.set_default_timeout(1000 * PATIENCE_S)
    watch.over(context)
    yield context.new_page()
    context.close()
    assert watch.errors == []


def kill(server: LiveServer, page: Page) -> None:
    server.signal(signal.SIGKILL)
    connection = page.get_by_role("button", name=re.compile("^Connection"))
    expect(connection).to_have_accessible_name(re.compile("reconnecting"))


def bring_back(server: LiveServer, page: Page) -> None:
    server.start_again()
    connection = page.get_by_role("button", name=re.compile("^Connection"))
    expect(connection).to_have_accessible_name(re.compile("live"), timeout=60_000)


def go(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()


def test_pages_change_without_the_server(server: LiveServer, page: Page) -> None:
    page.goto(server.url + "/runs")
    expect(page.get_by_text("Nothing has been run yet")).to_be_visible()
    kill(server, page)
    go(page, "Training")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    expect_no_answer(page)
    go(page, "Landscape")
    expect(page.get_by_role("heading", name="Surface").first).to_be_visible()
    expect_no_answer(page)
    go(page, "Runs")
    expect_no_answer(page)

    bring_back(server, page)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_text("Nothing has been run yet")).to_be_visible()
    go(page, "Landscape")
    wait_for_race(page)
    go(page, "Training")
    expect(page.get_by_role("list", name="Digits, examples with their classes")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_what_went_unanswered_is_asked_again(server: LiveServer, page: Page) -> None:
    page.goto(server.url + "/landscape")
    wait_for_race(page)
    kill(server, page)
    page.get_by_role("textbox", name="steps").fill("90")
    expect_no_answer(page)
    bring_back(server, page)
    expect(page.get_by_role("alert")).to_have_count(0)
    standing_at(page, 90)
    contour(page)
    expect(curves(page)).to_have_attribute("data-drawn", "true")


def test_an_experiment_asked_for_meanwhile_opens(server: LiveServer, page: Page) -> None:
    page.goto(f"{server.url}/training?{SMALL}")
    experiment = run_small(page)
    page.goto(server.url + "/runs")
    expect(page.get_by_role("rowheader").first).to_be_visible()
    kill(server, page)
    page.get_by_role("link", name=re.compile("Two moons")).first.click()
    expect(page).to_have_url(re.compile(experiment))
    expect_no_answer(page)
    bring_back(server, page)
    chart(page, "Loss of all variants")
    expect(status(page, "A")).to_have_text(re.compile("finished"))
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("moment", ["starting", "under way"])
def test_a_run_that_ended_with_the_server_says_so(
    server: LiveServer, page: Page, moment: str
) -> None:
    page.goto(f"{server.url}/training?{LONG}")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page).to_have_url(re.compile("experiment="))
    if moment == "under way":
        wait_for_points(page, "Loss of all variants", 500)
    kill(server, page)
    bring_back(server, page)
    for letter in "AB":
        expect(status(page, letter)).to_have_text(re.compile(r"^interrupted"))
    expect(page.get_by_role("button", name="Start again")).to_be_visible()


def test_a_refused_start_is_forgotten(server: LiveServer, page: Page) -> None:
    page.goto(f"{server.url}/training?{SMALL}")
    chart(page, "Two moons, examples")
    kill(server, page)
    page.get_by_role("button", name="Start", exact=True).click()
    expect_no_answer(page)
    bring_back(server, page)
    expect(page.get_by_role("alert")).to_have_count(0)
    run_small(page)
