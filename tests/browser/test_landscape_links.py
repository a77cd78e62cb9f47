"""What leaves the Landscape page, and comes back: links and exports."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.browser.landscape import loss_of, row, standing_at, wait_for_race
from tests.browser.visiting import Visit


def path_of(page: Page) -> str:
    """The link in the address bar, without the host."""
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}"


def test_a_link_brings_the_same_picture(visit: Visit) -> None:
    path = (
        "/landscape?s=himmelblau&p=0.5,-1&n=80&e=0.1&r=3"
        "&o=0@adam:learning_rate=0.1@@mine;5@nesterov:learning_rate=0.01@step_decay:every=20&k=30"
    )
    page = visit(path)
    wait_for_race(page)
    standing_at(page, 30)
    loss = loss_of(page, "mine").inner_text()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_attached()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(path)
    other = visit(path_of(page))
    wait_for_race(other)
    standing_at(other, 30)
    expect(loss_of(other, "mine")).to_have_text(loss)
    expect(row(other, "Nesterov")).to_be_visible()


def test_a_garbled_link_opens_the_usual_race(visit: Visit) -> None:
    page = visit("/landscape?s=!!&n=-4&o=%00&p=1&k=abc")
    wait_for_race(page)
    standing_at(page, 500)


@pytest.mark.parametrize(
    ("item", "ending", "words"),
    [
        ("Every step (CSV)", ".csv", "label,step,x,y,loss"),
        ("Comparison (JSON)", ".json", '"protocol"'),
        ("Picture with legend (SVG)", ".svg", "Gradient descent"),
    ],
)
def test_exports(visit: Visit, item: str, ending: str, words: str) -> None:
    page = visit("/")
    wait_for_race(page)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as info:
        page.get_by_role("menuitem", name=item).click()
    assert info.value.suggested_filename.endswith(ending)
    assert words in info.value.path().read_text()
