"""What races, and on what: optimizers, their parameters, own functions."""

import re

from playwright.sync_api import expect
from tests.browser.landscape import loss_of, row, wait_for_race
from tests.browser.visiting import Visit

# Contour, curves and standing; without WebGL the surface in space is not drawn.
PANELS = 3


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
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
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
    expect(page.get_by_role("alert").filter(has_text="zz").first).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("(x - 1)^2 + 3*y^2")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("textbox", name="x from").fill("-3")
    page.wait_for_url(re.compile(r"s=!.*@-3,"))
    wait_for_race(page)
    expect(page.get_by_role("row").filter(has_text="onverged").first).to_be_visible()


def test_pictures_of_earlier_settings_say_so(visit: Visit) -> None:
    page = visit("/landscape?s=!x^2%2By^2@-2,2@-2,2&n=50", allow=("422",))
    wait_for_race(page)
    old = page.get_by_text("of the last valid input")
    field = page.get_by_role("textbox", name="Own function of x and y")
    for refused in ("x^2 + zz*y", " "):
        field.fill(refused)
        expect(old).to_have_count(PANELS)
        field.fill("x^2 + 2*y^2")
        expect(old).to_have_count(0)
    field = page.get_by_role("textbox", name="steps")
    field.fill("many")
    expect(old).to_have_count(PANELS)
    field.blur()
    expect(old).to_have_count(0)
