"""Where a race starts, and which part of the plane is seen."""

import re

from playwright.sync_api import expect
from tests.browser.landscape import contour, loss_of, wait_for_race
from tests.browser.visiting import Visit


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
    expect(page.get_by_role("alert")).to_have_text("A number from -1000000 to 1000000")


def test_a_start_without_a_value_is_refused_beside_its_field(visit: Visit) -> None:
    page = visit("/landscape?s=!log(x)%2By^2@-2,2@-2,2&n=50&o=0@adam", allow=("422",))
    wait_for_race(page)
    field = page.get_by_role("textbox", name="start x")
    field.fill("-1")
    refusal = page.get_by_role("alert").filter(has_text="not a number at the start (-1,")
    expect(refusal).to_contain_text("for instance")
    expect(page.get_by_text("diverged")).to_have_count(0)
    field.fill("1")
    expect(refusal).to_have_count(0)


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


def test_double_click_resets_the_zoom_and_leaves_the_start(visit: Visit) -> None:
    page = visit("/landscape?z=-1,0,0,1")
    wait_for_race(page)
    reset = page.get_by_role("button", name="reset view")
    expect(reset).to_be_visible()
    contour(page).dblclick(position={"x": 300, "y": 300})
    expect(reset).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"[?&]z="))
    expect(page.get_by_role("textbox", name="start x")).to_have_value("-1.5")
    expect(page).not_to_have_url(re.compile("p="))


def test_a_double_click_may_be_slow(visit: Visit) -> None:
    page = visit("/landscape?z=-1,0,0,1")
    wait_for_race(page)
    start = page.get_by_role("textbox", name="start x")
    contour(page).click(position={"x": 300, "y": 300})
    expect(start).not_to_have_value("-1.5")
    # The second click of the two, after the first has been taken for one alone.
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    expect(start).to_have_value("-1.5")
    expect(page.get_by_role("button", name="reset view")).to_have_count(0)


def test_a_click_on_a_zoomed_contour_starts_there(visit: Visit) -> None:
    page = visit("/landscape?z=-1,0,0,1")
    wait_for_race(page)
    contour(page).click(position={"x": 300, "y": 300})
    expect(page).to_have_url(re.compile(r"[?&]p=-0\.\d+,0\.\d+"))
    expect(page.get_by_role("button", name="reset view")).to_be_visible()


def test_a_start_outside_the_view_is_told_and_can_be_shown(visit: Visit) -> None:
    page = visit("/landscape?s=quadratic&p=30,-40&n=50&o=0@gradient_descent")
    wait_for_race(page)
    told = page.get_by_text("The start (30, −40) lies outside this view, below and to the right.")
    expect(told).to_be_visible()
    page.get_by_role("button", name="show it").click()
    expect(told).to_have_count(0)
    page.wait_for_url(re.compile(r"z=-[\d.]+,3[1-9][\d.]*,-4[1-9]"))
    page.get_by_role("button", name="reset view").click()
    expect(told).to_be_visible()
