"""What stands on the Landscape page: a race already run, in every theme, on every screen."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.landscape import (
    contour,
    loss_of,
    row,
    standing_at,
    wait_for_colours,
    wait_for_race,
)
from tests.browser.visiting import PHONE, Visit, expect_no_answer

RACE = ("Adam", "Momentum", "RMSProp", "Gradient descent")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_opens_with_a_race_already_run(visit: Visit, theme: str) -> None:
    page = visit("/", theme=theme, webgl=True)
    wait_for_race(page)
    standing_at(page, 500)
    for label in RACE:
        expect(row(page, label)).to_be_visible()
        expect(loss_of(page, label)).not_to_be_empty()
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    expect(page.get_by_role("button", name="Connection: live")).to_be_visible()
    wait_for_colours(page, contour(page), 50)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_draws_the_surface_in_space(visit: Visit) -> None:
    page = visit("/", webgl=True)
    chart = page.get_by_role("group", name="The surface in space")
    expect(chart).to_have_attribute("data-drawn", "true")
    expect(chart.locator("canvas").first).to_be_visible()
    page.wait_for_function("() => document.querySelector('.gl-container canvas')?.width > 100")
    wait_for_colours(page, chart, 200)


def test_works_without_webgl(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    expect(page.get_by_text("needs WebGL")).to_be_visible()
    wait_for_colours(page, contour(page), 50)


def test_theme_is_chosen_and_kept(visit: Visit) -> None:
    page = visit("/", theme="light")
    wait_for_race(page)
    page.get_by_role("button", name="Theme: system").click()
    page.get_by_role("button", name="Theme: light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_phone_controls_are_in_a_sheet(visit: Visit) -> None:
    page = visit("/", viewport=PHONE)
    wait_for_race(page)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    before = loss_of(page, "Adam").inner_text()
    page.get_by_role("button", name="Controls").click()
    sheet = page.get_by_role("dialog", name="Surface, optimizers, run")
    sheet.get_by_role("button", name="Himmelblau").click()
    sheet.get_by_role("button", name="Done").click()
    expect(sheet).to_have_count(0)
    expect(loss_of(page, "Adam")).not_to_have_text(before)


def test_quantity_of_the_curves(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    page.get_by_role("combobox", name="Quantity").select_option("step length")
    expect(page.get_by_role("heading", name="Step length by step")).to_be_visible()
    page.wait_for_url(re.compile("q=step_length"))


def test_asks_again_when_the_server_was_away(visit: Visit) -> None:
    page = visit("/", allow=("ERR_FAILED",))
    wait_for_race(page)
    before = loss_of(page, "Adam").inner_text()
    page.route("**/api/landscape/compare", lambda route: route.abort())
    page.get_by_role("textbox", name="steps").fill("90")
    expect_no_answer(page)
    expect(loss_of(page, "Adam")).to_have_text(before)
    page.unroute("**/api/landscape/compare")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    standing_at(page, 90)
