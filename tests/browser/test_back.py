"""Back, Forward, undo and redo: a choice is a step, a dragged slider is none."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.landscape import contour, row, standing_at, wait_for_race
from tests.browser.training import SMALL, run_small, status, variant
from tests.browser.visiting import Visit

SURFACES = ("Himmelblau", "Beale", "Rastrigin")


def choose(page: Page, surface: str) -> None:
    page.get_by_role("button", name=surface, exact=True).click()
    expect_surface(page, surface)


def expect_surface(page: Page, surface: str) -> None:
    chosen = page.get_by_role("button", name=surface, exact=True)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("group", name=re.compile(f"^Contour of {surface}"))).to_be_visible()


@pytest.mark.parametrize("how", ["history", "keys"])
def test_every_surface_is_a_step_back_and_forth(visit: Visit, how: str) -> None:
    page = visit("/")
    wait_for_race(page)
    for surface in SURFACES:
        choose(page, surface)

    def back() -> None:
        if how == "keys":
            page.keyboard.press("Control+z")
        else:
            page.go_back()

    def forth() -> None:
        if how == "keys":
            page.keyboard.press("Control+Shift+z")
        else:
            page.go_forward()

    for surface in ("Beale", "Himmelblau", "Rosenbrock"):
        back()
        expect_surface(page, surface)
    for surface in SURFACES:
        forth()
        expect_surface(page, surface)
    expect(page).to_have_url(re.compile("s=rastrigin"))


def test_undo_stays_on_the_page_and_out_of_text_fields(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    page.keyboard.press("Control+z")
    choose(page, "Beale")
    field = page.get_by_role("textbox", name="steps")
    field.fill("80")
    standing_at(page, 80)
    field.press("Control+z")
    expect_surface(page, "Beale")
    page.get_by_role("slider", name="Present step").press("Control+z")
    expect_surface(page, "Rosenbrock")


def test_starts_and_optimizers_are_steps_and_sliders_are_not(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    start = page.get_by_role("textbox", name="start x")
    contour(page).click(position={"x": 300, "y": 300})
    expect(start).not_to_have_value("-1.5")
    chosen = start.input_value()
    slider = page.get_by_role("slider", name="Adam: learning rate")
    for _ in range(5):
        slider.press("PageUp")
    rate = page.get_by_role("textbox", name="Adam: learning rate, value")
    moved = rate.input_value()
    page.get_by_role("button", name="Remove RMSProp").click()
    expect(row(page, "RMSProp")).to_have_count(0)

    page.go_back()
    expect(row(page, "RMSProp")).to_be_visible()
    expect(rate).to_have_value(moved)
    expect(start).to_have_value(chosen)
    page.go_back()
    expect(start).to_have_value("-1.5")
    expect(rate).to_have_value("0.05")
    page.go_forward()
    expect(start).to_have_value(chosen)
    expect(rate).to_have_value(moved)


def test_edits_of_an_own_function_are_steps(visit: Visit) -> None:
    """What is typed within a second is one edit."""
    page = visit("/landscape?s=!x^2%2By^2@-2,2@-2,2&n=50")
    wait_for_race(page)
    field = page.get_by_role("textbox", name="Own function of x and y")
    for factor in ("2", "3"):
        field.fill(f"x^2 + {factor}*y^2")
        expect(page).to_have_url(re.compile(rf"{factor}(\*|%2A)y"))
        before = page.evaluate("performance.now()")
        page.wait_for_function("before => performance.now() > before + 1100", arg=before)
    page.go_back()
    expect(field).to_have_value("x^2 + 2*y^2")
    page.go_back()
    expect(field).to_have_value("x^2+y^2")
    page.go_forward()
    expect(field).to_have_value("x^2 + 2*y^2")


def test_back_returns_to_the_page_before(visit: Visit) -> None:
    page = visit("/landscape?s=beale")
    wait_for_race(page)
    page.get_by_role("link", name="Runs").click()
    expect(page.get_by_role("heading", name="Runs", level=1)).to_be_visible()
    page.go_back()
    expect_surface(page, "Beale")


def test_a_started_training_is_a_step(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    experiment = run_small(page)
    page.get_by_role("button", name="Remove variant B").click()
    expect(variant(page, "B")).to_have_count(0)
    page.go_back()
    expect(status(page, "B")).to_have_text(re.compile("finished"))
    page.go_back()
    expect(status(page, "A")).to_have_text("not run yet")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    page.go_forward()
    expect(page).to_have_url(re.compile(experiment))
    expect(status(page, "A")).to_have_text(re.compile("finished"))


def test_an_opened_experiment_is_one_step(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    experiment = run_small(page)
    page.get_by_role("link", name="Runs").click()
    page.get_by_role("link", name=re.compile("Two moons")).first.click()
    expect(page).to_have_url(re.compile(f"d=moons.*{experiment}"))
    expect(status(page, "A")).to_have_text(re.compile("finished"))
    page.go_back()
    expect(page.get_by_role("heading", name="Runs", level=1)).to_be_visible()
