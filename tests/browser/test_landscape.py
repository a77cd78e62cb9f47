"""What a person does on the Landscape page."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.browser.landscape import (
    colours,
    contour,
    curves,
    loss_of,
    marks,
    row,
    standing_at,
    wait_for_race,
)
from tests.browser.visiting import PHONE, Visit

RACE = ("Adam", "Momentum", "RMSProp", "Gradient descent")


def path_of(page: Page) -> str:
    """The link in the address bar, without the host."""
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}"


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
    assert colours(page, contour(page)) > 50
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_draws_the_surface_in_space(visit: Visit) -> None:
    page = visit("/", webgl=True)
    chart = page.get_by_role("group", name="The surface in space")
    expect(chart).to_have_attribute("data-drawn", "true")
    expect(chart.locator("canvas").first).to_be_visible()
    page.wait_for_function("() => document.querySelector('.gl-container canvas')?.width > 100")
    assert colours(page, chart) > 200


def test_works_without_webgl(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    expect(page.get_by_text("needs WebGL")).to_be_visible()
    assert colours(page, contour(page)) > 50


def test_starts_where_the_contour_is_clicked(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    before = loss_of(page, "Adam").inner_text()
    contour(page).click(position={"x": 300, "y": 300})
    expect(page.get_by_role("textbox", name="start x")).not_to_have_value("-1.5")
    expect(loss_of(page, "Adam")).not_to_have_text(before)
    page.wait_for_url(re.compile(r"[?&]p=-?[\d.]+,-?[\d.]+"))
    page.get_by_role("button", name="usual start").click()
    expect(page.get_by_role("textbox", name="start x")).to_have_value("-1.5")
    expect(loss_of(page, "Adam")).to_have_text(before)


def test_start_can_be_typed(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    before = loss_of(page, "Adam").inner_text()
    field = page.get_by_role("textbox", name="start x")
    field.fill("0.5")
    expect(loss_of(page, "Adam")).not_to_have_text(before)
    field.fill("far")
    expect(page.get_by_role("alert")).to_have_text("A number")


def test_slider_moves_the_race_at_once(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    before = loss_of(page, "Adam").inner_text()
    slider = page.get_by_role("slider", name="Adam: learning rate")
    slider.focus()
    for _ in range(5):
        slider.press("PageUp")
    expect(loss_of(page, "Adam")).not_to_have_text(before)
    page.wait_for_url(re.compile("adam:learning_rate="))
    value = page.get_by_role("textbox", name="Adam: learning rate, value").input_value()
    assert float(value) > 0.05


def test_optimizers_come_and_go(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    page.get_by_role("button", name="Add optimizer").click()
    page.get_by_role("menuitem", name="AdaGrad").click()
    expect(row(page, "AdaGrad")).to_be_visible()
    page.get_by_role("slider", name="AdaGrad: learning rate").wait_for()
    page.get_by_role("button", name="Remove RMSProp").click()
    expect(row(page, "RMSProp")).to_have_count(0)
    expect(row(page, "Gradient descent")).to_be_visible()


def test_schedule_and_label(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    before = loss_of(page, "Adam").inner_text()
    page.get_by_text("schedule, label, more").click()
    expect(page.get_by_text(re.compile("^.* Checked against NumPy and PyTorch"))).to_be_visible()
    page.get_by_role("combobox", name="Adam: schedule").select_option("step_decay")
    expect(page.get_by_role("slider", name="Adam, schedule")).to_have_count(2)
    expect(loss_of(page, "Adam")).not_to_have_text(before)
    page.get_by_role("textbox", name="Adam: label").fill("slow; @Adam")
    expect(row(page, "slow; @Adam")).to_be_visible()


def test_own_function_and_its_error(visit: Visit) -> None:
    page = visit("/", allow=("422",))
    wait_for_race(page)
    page.get_by_role("button", name="Own function").click()
    field = page.get_by_role("textbox", name="Own function of x and y")
    field.fill("x^2 + zz*y")
    expect(page.get_by_role("alert")).to_contain_text("zz")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("(x - 1)^2 + 3*y^2")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("textbox", name="x from").fill("-3")
    page.wait_for_url(re.compile(r"s=!.*@-3,"))
    wait_for_race(page)
    expect(page.get_by_role("row").filter(has_text="onverged").first).to_be_visible()


def test_divergence_is_shown_where_it_happens(visit: Visit) -> None:
    page = visit("/landscape?n=60&o=0@gradient_descent:learning_rate=10;1@adam")
    wait_for_race(page)
    expect(row(page, "Gradient descent")).to_contain_text("diverged")
    expect(page.get_by_role("cell", name=re.compile("^Diverged: .* at step 4"))).to_be_visible()
    assert marks(contour(page), "triangle-up") == 1
    assert marks(curves(page), "triangle-up") == 1


def test_playback_by_keyboard(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    page.locator("body").press("Home")
    standing_at(page, 0)
    page.locator("body").press("ArrowRight")
    standing_at(page, 1)
    page.locator("body").press("Shift+ArrowRight")
    standing_at(page, 26)
    page.locator("body").press("End")
    standing_at(page, 500)
    page.locator("body").press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.locator("body").press(" ")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.get_by_role("slider", name="Present step").press("Home")
    standing_at(page, 0)


def test_plays_to_the_end(visit: Visit) -> None:
    page = visit("/landscape?n=40&k=0", still=True)
    wait_for_race(page)
    standing_at(page, 0)
    page.get_by_role("button", name="Play", exact=True).click()
    standing_at(page, 40)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_quantity_of_the_curves(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    page.get_by_role("combobox", name="Quantity").select_option("step length")
    expect(page.get_by_role("heading", name="Step length by step")).to_be_visible()
    page.wait_for_url(re.compile("q=step_length"))


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


def test_protocol_card(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    page.get_by_role("button", name="protocol").click()
    card = page.get_by_role("dialog", name="Protocol")
    expect(card.get_by_text("Same start (-1.5, 2)")).to_be_visible()
    expect(card.get_by_role("row")).to_have_count(1 + len(RACE))


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


def test_zoom_sharpens_and_resets(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    box = contour(page).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 320, box["y"] + 260, steps=5)
    with page.expect_response(re.compile("landscape/surface")):
        page.mouse.up()
    page.wait_for_url(re.compile(r"z=-?[\d.]+,"))
    page.get_by_role("button", name="reset view").click()
    expect(page.get_by_role("button", name="reset view")).to_have_count(0)


def test_asks_again_when_the_server_was_away(visit: Visit) -> None:
    page = visit("/", allow=("ERR_FAILED",))
    wait_for_race(page)
    before = loss_of(page, "Adam").inner_text()
    page.route("**/api/landscape/compare", lambda route: route.abort())
    page.get_by_role("textbox", name="steps").fill("90")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    expect(loss_of(page, "Adam")).to_have_text(before)
    page.unroute("**/api/landscape/compare")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    standing_at(page, 90)
