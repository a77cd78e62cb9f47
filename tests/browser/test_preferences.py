"""Contrast, forced colours and font sizes that a person asks for."""

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.everybody import overflows, settle
from tests.browser.landscape import wait_for_race
from tests.browser.training import SMALL, reading, run_small
from tests.browser.visiting import Visit

CONTRAST = """([one, other]) => {
  const style = getComputedStyle(document.documentElement);
  const luminance = (name) => {
    const [red, green, blue] = [1, 3, 5]
      .map((at) => parseInt(style.getPropertyValue(name).trim().slice(at, at + 2), 16) / 255)
      .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}"""


def contrast(page: Page, one: str, other: str) -> float:
    """Contrast ratio of two of the theme's colours, by WCAG 2.2."""
    return float(page.evaluate(CONTRAST, [one, other]))


def style(element: Locator, name: str) -> str:
    """A computed style."""
    return str(element.evaluate("(box, name) => getComputedStyle(box)[name]", name))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_more_contrast(visit: Visit, theme: str) -> None:
    page = visit("/runs", theme=theme, contrast="more")
    expect(page.get_by_role("heading", name="Runs")).to_be_visible()
    for colour in ("--text", "--muted", "--good", "--bad", "--warn"):
        assert contrast(page, colour, "--panel") >= 7
        assert contrast(page, colour, "--ground") >= 7
    for frame in ("--border", "--track", "--accent"):
        assert contrast(page, frame, "--panel") >= 3


def test_forced_colours_keep_what_carries_meaning(visit: Visit) -> None:
    page = visit("/", forced_colors="active", theme="dark")
    wait_for_race(page)
    page.get_by_role("button", name="Theme: system").click()
    expect(page.get_by_role("button", name="Theme: light")).to_be_visible()
    # A light theme on a palette that is forced dark would be dark on dark.
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("menu")).to_be_focused()
    page.keyboard.press("ArrowDown")
    items = page.get_by_role("menuitem")
    expect(items.first).to_be_focused()
    assert style(items.first, "outlineStyle") == "solid"
    assert style(items.nth(1), "outlineStyle") == "none"
    page.keyboard.press("Escape")
    connection = page.get_by_role("button", name="Connection: live")
    dot = connection.locator("[aria-hidden=true]")
    assert style(dot, "borderTopWidth") == "4px"
    assert style(dot, "borderTopColor") != style(page.get_by_role("banner"), "backgroundColor")


def test_text_grows_with_the_browsers_font_size(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    heading = page.get_by_role("heading", name="Surface").first
    before = float(style(heading, "fontSize").removesuffix("px"))
    page.add_style_tag(content="html { font-size: 24px; }")
    expect(heading).to_have_css("font-size", f"{before * 1.5:g}px")
    settle(page)
    assert overflows(page) == []


def test_old_pictures_fade_and_their_text_does_not(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    run_small(page)
    page.get_by_role("textbox", name="epochs").fill("9")
    expect(page.get_by_text("Settings were changed after these runs")).to_be_visible()
    opacity = """(box) => {
      let product = 1;
      for (let one = box; one; one = one.parentElement) product *= getComputedStyle(one).opacity;
      return product;
    }"""
    assert reading(page, "A").evaluate(opacity) == 1
    traces = page.get_by_role("group", name="Loss of all variants").locator(".trace").first
    assert traces.evaluate(opacity) < 0.5
