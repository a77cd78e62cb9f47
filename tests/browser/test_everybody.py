"""Every page and state, in both themes and four widths: axe finds nothing, nothing is cut off."""

from collections.abc import Callable, Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from tests.browser.everybody import axe, collisions, overflows, settle
from tests.browser.landscape import contour
from tests.browser.training import SMALL, reading, run_small
from tests.browser.visiting import Watch

LAYOUTS: tuple[tuple[ViewportSize, ...], ...] = (
    ({"width": 1440, "height": 900}, {"width": 1024, "height": 768}),
    ({"width": 390, "height": 844}, {"width": 320, "height": 640}),
)
"""Controls beside the pictures, and controls in a sheet."""
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDE = 1000
"""Above it, controls stand beside the pictures."""


@pytest.fixture(scope="module")
def page(flat_browser: Browser, server: str) -> Iterator[Page]:
    """One tab for all states: what was loaded once is not loaded again."""
    watch = Watch(urlsplit(server).netloc, allowed=["422", "404"])
    context = flat_browser.new_context(base_url=server)
    tab = context.new_page()
    tab.on("console", watch.on_console)
    tab.on("pageerror", lambda error: watch.errors.append(str(error)))
    tab.on("request", watch.on_request)
    yield tab
    context.close()
    assert watch.errors == []


TRAINED = f"/training?{SMALL}"
"""The path of states that show runs that have ended: an experiment's once it is there."""


@pytest.fixture(scope="module")
def trained(page: Page) -> str:
    """The link of two small runs on points that have ended."""
    page.goto(TRAINED)
    return f"/training?experiment={run_small(page)}"


def wide(page: Page) -> bool:
    """Whether controls stand beside the pictures."""
    size = page.viewport_size
    return size is not None and size["width"] > WIDE


def controls(page: Page) -> None:
    """Bring the Landscape's controls into sight."""
    if not wide(page):
        page.get_by_role("button", name="Controls", exact=True).click()


def landscape(page: Page) -> None:
    contour(page)
    expect(page.get_by_role("region", name="Standing at step")).to_contain_text("Adam")
    controls(page)


def own_function(page: Page) -> None:
    landscape(page)
    page.get_by_role("button", name="Own function").click()
    page.get_by_role("textbox", name="Own function of x and y").fill("x^2 + zz*y")
    expect(page.get_by_role("alert").filter(has_text="zz").first).to_be_visible()


def optimizer(page: Page) -> None:
    landscape(page)
    page.get_by_text("schedule, label, more").click()
    page.get_by_role("combobox", name="Adam: schedule").select_option("step_decay")


def optimizer_menu(page: Page) -> None:
    landscape(page)
    page.get_by_role("button", name="Add optimizer").click()


def protocol(page: Page) -> None:
    contour(page)
    page.get_by_role("button", name="protocol").click()
    expect(page.get_by_role("dialog", name="Protocol")).to_be_visible()


def export(page: Page) -> None:
    contour(page)
    page.get_by_role("button", name="Export", exact=True).click()
    expect(page.get_by_role("menu")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem").first).to_be_focused()


def fresh(page: Page) -> None:
    expect(page.get_by_role("heading", name="Digits")).to_be_visible()
    if page.get_by_role("button", name="Settings", exact=True).is_visible():
        page.get_by_role("button", name="Settings", exact=True).click()
    page.get_by_role("button", name="optimizer:").click()
    expect(page.get_by_role("dialog", name="optimizer")).to_be_visible()


def refused(page: Page) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    refusal = page.get_by_role("alert").filter(has_text="That cannot be done.")
    expect(refusal).to_have_count(1)
    if wide(page):
        batch = page.get_by_role("textbox", name="batch")
        expect(batch).to_have_attribute("aria-invalid", "true")


def pictures(page: Page) -> None:
    expect(reading(page, "B")).to_contain_text(".")
    for row in page.get_by_role("main").get_by_role("region").all():
        row.scroll_into_view_if_needed()
        settle(page)


def stale(page: Page) -> None:
    expect(reading(page, "B")).to_contain_text(".")
    page.get_by_role("button", name="Edit variant B").click()
    page.get_by_role("combobox", name="B: activation").select_option("tanh")


def listed(page: Page) -> None:
    expect(page.get_by_role("rowgroup").nth(1)).to_be_visible()
    for box in page.get_by_role("checkbox").all()[:3]:
        box.check()
    expect(page.get_by_role("list", name="Compared runs")).to_be_visible()


def doomed(page: Page) -> None:
    page.get_by_role("button", name="More on").first.click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("alertdialog")).to_be_visible()


def none_found(page: Page) -> None:
    expect(page.get_by_text("No experiment matches")).to_be_visible()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "landscape": ("/landscape", landscape),
    "own function refused": ("/landscape", own_function),
    "optimizer opened": ("/landscape", optimizer),
    "optimizer menu": ("/landscape", optimizer_menu),
    "protocol": ("/landscape?o=0@adam;1@momentum:@@a rather long label of my own", protocol),
    "export menu": ("/landscape", export),
    "training": ("/training", fresh),
    "training refused": ("/training?d=moons&b=4000", refused),
    "pictures": (TRAINED, pictures),
    "stale": (TRAINED, stale),
    "runs compared": ("/runs", listed),
    "deleting": ("/runs", doomed),
    "nothing found": ("/runs?q=no+such+thing", none_found),
}


@pytest.mark.parametrize("state", STATES)
def test_state(request: pytest.FixtureRequest, page: Page, state: str) -> None:
    path, reach = STATES[state]
    if path in (TRAINED, "/runs"):
        finished = request.getfixturevalue("trained")
        path = finished if path == TRAINED else path
    found: dict[str, list[str]] = {}
    for layout in LAYOUTS:
        page.set_viewport_size(layout[0])
        page.goto("about:blank")
        page.goto(path)
        reach(page)
        for size in layout:
            page.set_viewport_size(size)
            settle(page)
            found[f"overflow at {size['width']}"] = overflows(page)
            found[f"labels at {size['width']}"] = collisions(page)
        # What axe finds depends on layout and theme, not on the width within a layout.
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            settle(page)
            found[f"axe at {size['width']}, {theme}"] = axe(page)
    assert {where: what for where, what in found.items() if what} == {}
