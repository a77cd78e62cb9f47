"""Pages under a finger, and at 400 %."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.landscape import contour, wait_for_race
from tests.browser.training import SMALL, chart, run_small
from tests.browser.visiting import PHONE, Visit

AT_400_PERCENT = {"width": 360, "height": 225}
"""What is left of a window of 1440 by 900."""


def middle(element: Locator) -> tuple[float, float]:
    """The middle of an element in the window."""
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def swipe(page: Page, over: Locator, up: float) -> None:
    """Move one finger up over an element, as it does to scroll down."""
    x, y = middle(over)
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: dict[str, float]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [*points]})

    send("touchStart", {"x": x, "y": y})
    for part in range(1, 11):
        send("touchMove", {"x": x, "y": y - up * part / 10})
    send("touchEnd")


def wait_until_moved(page: Page, element: Locator, above: float) -> None:
    """Wait until an element's middle has gone up beyond a line, and stays where it is.

    A tap on a page that still scrolls only stops it.
    """
    page.wait_for_function(
        """([box, above]) => {
          const { top, height } = box.getBoundingClientRect();
          const middle = top + height / 2;
          box.rests = middle === box.before ? (box.rests ?? 0) + 1 : 0;
          box.before = middle;
          return middle < above && box.rests >= 20;
        }""",
        arg=[element.element_handle(), above],
    )


def start_x(page: Page) -> str:
    """The start in the link; empty while it is the usual one."""
    found = re.search(r"[?&]p=([^&]*)", page.url)
    return found[1] if found else ""


def test_a_swipe_scrolls_and_a_tap_starts(visit: Visit) -> None:
    page = visit("/", viewport=PHONE, has_touch=True, is_mobile=True)
    wait_for_race(page)
    _, before = middle(contour(page))
    swipe(page, contour(page), 150)
    wait_until_moved(page, contour(page), before - 100)
    assert start_x(page) == ""
    x, y = middle(contour(page))
    page.touchscreen.tap(x, y)
    page.wait_for_url(re.compile(r"[?&]p=-?[\d.]+,-?[\d.]+"))


def test_swipe_and_wheel_over_the_surface_scroll(visit: Visit) -> None:
    page = visit("/", viewport=PHONE, has_touch=True, is_mobile=True, webgl=True)
    wait_for_race(page)
    surface = page.get_by_role("group", name="The surface in space")
    expect(surface).to_have_attribute("data-drawn", "true")
    _, before = middle(surface)
    swipe(page, surface, 120)
    wait_until_moved(page, surface, before - 80)
    x, now = middle(surface)
    page.mouse.move(x, now)
    page.mouse.wheel(0, 100)
    wait_until_moved(page, surface, now - 80)


EYE = """(box) => {
  const { scene } = box.querySelector('.js-plotly-plot')._fullLayout;
  const { x, y, z } = scene._scene.getCamera().eye;
  return [Math.atan2(y, x), Math.hypot(x, y, z)];
}"""
"""Around and how far away the camera stands."""


def test_the_contour_is_moved_by_keys_and_buttons(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    contour(page).focus()
    page.keyboard.press("+")
    page.wait_for_url(re.compile("z=-1.33333,1.33333,-0.333333,2.33333"))
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"z=-0.93333\d,1.73333,-0.333333,2.33333"))
    page.keyboard.press("0")
    expect(page).not_to_have_url(re.compile("z="))
    page.get_by_role("button", name="Zoom in: contour").click()
    page.wait_for_url(re.compile("z=-1.33333,1.33333,-0.333333,2.33333"))


def test_the_surface_is_turned_by_keys(visit: Visit) -> None:
    page = visit("/", viewport=PHONE, webgl=True)
    surface = page.get_by_role("group", name="The surface in space")
    expect(surface).to_have_attribute("data-drawn", "true")
    around, distance = surface.evaluate(EYE)
    surface.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    page.wait_for_function(
        f"([box, distance]) => ({EYE})(box)[1] < 0.9 * distance",
        arg=[surface.element_handle(), distance],
    )
    turned, nearer = surface.evaluate(EYE)
    assert turned - around == pytest.approx(3.14159 / 12, abs=1e-3)
    assert nearer == pytest.approx(distance / 1.5, rel=1e-3)


def seen_height(element: Locator) -> float:
    """How much of an element's height can be seen, when it is scrolled to."""
    element.scroll_into_view_if_needed()
    return float(
        element.evaluate(
            """(box) => {
              let { top, bottom, left, width } = box.getBoundingClientRect();
              let seen = 0;
              for (let y = Math.max(top, 0) + 1; y < Math.min(bottom, innerHeight); y += 1)
                if (box.contains(document.elementFromPoint(left + width / 2, y))) seen += 1;
              return seen;
            }"""
        )
    )


def test_pictures_are_seen_at_400_percent(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}", viewport=AT_400_PERCENT)
    run_small(page)
    for name in ("Loss of all variants", "Activation by layer of A", "Update to weight of A"):
        assert seen_height(chart(page, name)) > 110
    page.get_by_role("link", name="Landscape").click()
    wait_for_race(page)
    assert seen_height(contour(page)) > 110
