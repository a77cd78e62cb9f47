"""A page that is left gives back all it held."""

from typing import NamedTuple

from playwright.sync_api import CDPSession, Page, expect
from tests.browser.landscape import contour, curves
from tests.browser.training import SMALL, chart, run_small
from tests.browser.visiting import Visit


class Held(NamedTuple):
    """What a tab holds after garbage was collected."""

    nodes: int
    listeners: int
    heap_mib: float


def held(devtools: CDPSession) -> Held:
    for _ in range(3):
        devtools.send("HeapProfiler.collectGarbage")
    counters = devtools.send("Memory.getDOMCounters")
    used = devtools.send("Runtime.getHeapUsage")["usedSize"]
    return Held(counters["nodes"], counters["jsEventListeners"], used / 2**20)


def go_to_and_fro(page: Page) -> None:
    pages = page.get_by_role("navigation", name="Pages")
    pages.get_by_role("link", name="Training").click()
    chart(page, "Loss of all variants")
    pages.get_by_role("link", name="Landscape").click()
    contour(page)
    expect(curves(page)).to_have_attribute("data-drawn", "true")


def test_fifty_changes_of_page_hold_on_to_nothing(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    run_small(page)
    devtools = page.context.new_cdp_session(page)
    # Caches of fonts, formulas and compiled code fill in the first rounds.
    for _ in range(5):
        go_to_and_fro(page)
    before = held(devtools)
    for _ in range(25):
        go_to_and_fro(page)
    after = held(devtools)
    # One page has about 3,000 nodes and 130 listeners; not one page may stay.
    assert after.nodes - before.nodes < 500, (before, after)
    assert after.listeners - before.listeners < 20, (before, after)
    assert after.heap_mib - before.heap_mib < 5, (before, after)
